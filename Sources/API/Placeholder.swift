import Hummingbird
import Crypto
import HashTreeCollections
import Subprocess
import Metrics
