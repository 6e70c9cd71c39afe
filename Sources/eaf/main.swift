import ArgumentParser
print("eaf")
