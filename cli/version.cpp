#include "cli/version.hpp"

namespace pixferry {

std::string_view version() {
  return PIXFERRY_VERSION;
}

}  // namespace pixferry
