#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// An empty store that can be listed, and keeps alive what it needs.
struct ListedStore {
  std::shared_ptr<ObjectStore> store;
  const ObjectLister* lister = nullptr;
  /// Lays a file or an object there that is none of ours, past the store.
  std::function<void(const std::string& name)> put_foreign;
};

/// One adapter under the contract.
struct ObjectListerCase {
  std::string name;
  std::function<ListedStore()> make;
  /// The package without which this adapter cannot be tested, where it is missing.
  std::function<std::optional<std::string>()> missing_package = [] {
    return std::optional<std::string>{};
  };
  /// What GoogleTest prints of it.
  friend void PrintTo(const ObjectListerCase& adapter, std::ostream* out) { *out << adapter.name; }
};

/// What every ObjectLister promises. Instantiate it beside the adapter, with
/// `object_lister_case_name`.
class ObjectListerContract : public testing::TestWithParam<ObjectListerCase> {
 protected:
  void SetUp() override;
  /// Keys of originals in many folders, and of their thumbnails.
  static ObjectKey original(int number);
  static ObjectKey thumbnail(int number);
  void put(const ObjectKey& key, std::string_view text);
  /// The parts from the beginning to the end; `between` is called after each.
  std::vector<ListedObject> list_all(const std::function<void(const ObjectListing&)>& between);
  std::vector<std::string> keys_of_all();

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  ListedStore listed_;
};

std::string object_lister_case_name(const testing::TestParamInfo<ObjectListerCase>& info);

}  // namespace pixferry
