import Hummingbird
import JWTKit
import CryptoExtras
