#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/content/inspect/inspect_child.hpp"

// An inspecting process that is built without sanitizers, which reserve more addresses than it may
// have: its limit on memory stands whatever the tests are built with. A file that says so makes it
// want more.

namespace pixferry {
namespace {

/// Ends when the memory does, or else holds all of it.
std::int64_t use_up_memory() {
  constexpr std::size_t kBlockBytes = std::size_t{64} << 20;
  constexpr int kBlocks = 1024;
  std::vector<std::unique_ptr<char[]>> held;
  while (held.size() < kBlocks) held.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
  return std::ssize(held);
}

Result<Inspection> decode(std::span<const std::byte> file, ImageType, const DecodeSettings&) {
  const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
  const bool wants_all = text.find("use-up-memory") != text.npos;
  const auto size = wants_all ? use_up_memory() : 1;
  return Inspection{.facts = {.size = PixelSize{size, size},
                              .thumbnails = ThumbnailState::unsupported,
                              .warning = ImageWarning::no_decoder},
                    .thumbnails = {}};
}

}  // namespace
}  // namespace pixferry

int main() {
  pixferry::run_inspect_child({.start = [] {}, .decode = pixferry::decode});
}
