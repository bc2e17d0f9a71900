#include "pipeline/content/decode/picture.hpp"

#include <vips/vips.h>

#include <string_view>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {

void PictureRelease::operator()(_VipsImage* picture) const {
  g_object_unref(picture);
}

std::string take_complaint() {
  constexpr std::size_t kComplaintBytesMax = 300;
  std::string_view complaint = vips_error_buffer();
  complaint = complaint.substr(0, complaint.find('\n'));
  auto taken = cut_at_end(printable(complaint), kComplaintBytesMax);
  vips_error_clear();
  return taken.empty() ? "libvips does not say why" : taken;
}

}  // namespace pixferry
