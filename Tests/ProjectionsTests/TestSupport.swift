// Every file of these tests sees the shared fixtures without saying so.
@_exported import TestSupport
