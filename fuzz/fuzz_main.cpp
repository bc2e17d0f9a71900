#include "fuzz/fuzz_targets.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

/// libFuzzer's entry: one program for each target, named by the build.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pixferry::fuzz;
  static const auto target =
      *std::ranges::find(fuzz_targets(), std::string_view{PIXFERRY_FUZZ_TARGET}, &FuzzTarget::name);
  target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}
