#pragma once

#include "tests/fleet/fleet.hpp"

namespace pixferry {

/// What a fleet promises on every store. The tests stand in fleet_stores.cpp; a program
/// instantiates them for the places that it has.
class FleetStores : public Fleet, public testing::WithParamInterface<BucketUnderTest> {
 protected:
  void SetUp() override;
};

std::string bucket_name(const testing::TestParamInfo<BucketUnderTest>& bucket);

}  // namespace pixferry
