print("eaf")
