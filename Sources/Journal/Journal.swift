import StudioModel
import GRDB
import Crypto
