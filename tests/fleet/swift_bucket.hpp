#pragma once

#include "tests/fleet/fleet.hpp"

namespace pixferry {

/// A bucket of a real S3 server, which the program starts when it is first asked for.
BucketUnderTest swift_bucket();

}  // namespace pixferry
