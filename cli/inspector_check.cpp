#include <string_view>

#include "cli/installation_checks.hpp"
#include "pipeline/content/inspect/inspector_pool.hpp"

namespace pixferry {
namespace {

using namespace std::string_view_literals;
using Verdict = Finding::Verdict;

constexpr const char* kAbout = "image decoder";
constexpr std::chrono::seconds kLooksWithin{10};
/// One white pixel.
constexpr auto kPicture =
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00"
    "\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;"sv;

Result<Spool> spooled_picture(SpoolRoom& room) {
  auto spool = Spool::open(room, {.size_bytes_max = std::ssize(kPicture)});
  if (!spool) return spool.error();
  if (auto written = spool->write(std::as_bytes(std::span{kPicture})); !written) {
    return written.error();
  }
  if (auto finished = spool->finish(); !finished) return finished.error();
  return spool;
}

Result<> look_into_a_picture(const Context& context, const Config& config,
                             InspectorOptions options) {
  const SystemClock clock;
  SpoolRoom room{.directory = config.data_dir};
  const auto picture = spooled_picture(room);
  if (!picture) return picture.error();
  const auto pool = InspectorPool::open(clock, std::move(options));
  if (!pool) return pool.error();
  const auto seen =
      (*pool)->inspect(context.until(clock.steady() + kLooksWithin), *picture, ImageType::gif);
  return seen ? Result<>{} : seen.error();
}

}  // namespace

Finding check_image_inspector(const Context& context, const Config& config,
                              InspectorOptions options) {
  if (!config.thumbnails) {
    return {kAbout, Verdict::not_checked, "THUMBNAILS=off: images are stored without a look.", ""};
  }
  std::string what = "A process of its own looks into an image.";
  options.children = 1;
  options.when_unfiltered = [&] {
    what += " This kernel filters no system calls for it; the other limits stand.";
  };
  const auto looked = look_into_a_picture(context, config, std::move(options));
  if (looked) return {kAbout, Verdict::good, what, ""};
  const auto& error = looked.error();
  // What does not start says itself how it may.
  const bool names_cure = error.code == ErrorCode::inspector_unavailable;
  return names_cure ? Finding{kAbout, Verdict::bad, error.message, ""} : bad_finding(kAbout, error);
}

}  // namespace pixferry
