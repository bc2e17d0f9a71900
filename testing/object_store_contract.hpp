#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "pipeline/object_store/object_store.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// One adapter under the contract. `make` gives an empty store, and keeps alive what it needs.
struct ObjectStoreCase {
  std::string name;
  std::function<std::shared_ptr<ObjectStore>()> make;
  /// The package without which this adapter cannot be tested, where it is missing.
  std::function<std::optional<std::string>()> missing_package = [] {
    return std::optional<std::string>{};
  };
  /// What GoogleTest prints of it.
  friend void PrintTo(const ObjectStoreCase& adapter, std::ostream* out) { *out << adapter.name; }
};

/// What every ObjectStore promises. Instantiate it beside the adapter, with
/// `object_store_case_name`.
class ObjectStoreContract : public testing::TestWithParam<ObjectStoreCase> {
 protected:
  void SetUp() override;
  static ObjectKey key(int number);
  Spool spool();
  Spool spooled(std::string_view text);
  void put(const ObjectKey& key, std::string_view text);
  /// What the store gives back, or nothing.
  std::optional<std::string> get(const ObjectKey& key);

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  std::shared_ptr<ObjectStore> store_ = GetParam().make();
};

std::string object_store_case_name(const testing::TestParamInfo<ObjectStoreCase>& info);

}  // namespace pixferry
