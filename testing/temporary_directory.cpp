#include "testing/temporary_directory.hpp"

#include <stdlib.h>

#include <stdexcept>
#include <system_error>

namespace pixferry {

TemporaryDirectory::TemporaryDirectory() {
  std::string shape = (std::filesystem::temp_directory_path() / "pixferry-test-XXXXXX").string();
  if (::mkdtemp(shape.data()) == nullptr) throw std::runtime_error("cannot make " + shape);
  path_ = shape;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace pixferry
