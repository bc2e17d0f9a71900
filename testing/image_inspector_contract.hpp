#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "pipeline/content/image_inspector.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// One adapter under the contract. The clock outlives what `make` gives.
struct ImageInspectorCase {
  std::string name;
  std::function<std::unique_ptr<ImageInspector>(const Clock& clock)> make;
  /// What GoogleTest prints of it.
  friend void PrintTo(const ImageInspectorCase& adapter, std::ostream* out) {
    *out << adapter.name;
  }
};

/// What every ImageInspector promises. Instantiate it beside the adapter, with
/// `image_inspector_case_name`.
class ImageInspectorContract : public testing::TestWithParam<ImageInspectorCase> {
 protected:
  Spool spool_with(std::span<const std::byte> bytes);
  /// A made-up image of that type, unlike others by its width.
  Spool sample(ImageType type, int width = 300);
  Result<Inspection> inspect(const Spool& body, ImageType type = ImageType::jpeg) {
    return inspector_->inspect({}, body, type);
  }

  SystemClock clock_;
  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  std::unique_ptr<ImageInspector> inspector_ = GetParam().make(clock_);
};

std::string image_inspector_case_name(const testing::TestParamInfo<ImageInspectorCase>& info);

}  // namespace pixferry
