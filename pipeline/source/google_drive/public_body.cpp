#include "pipeline/source/google_drive/public_body.hpp"

#include <algorithm>

#include "pipeline/content/sniff.hpp"

namespace pixferry {

Result<> PublicBody::write(std::span<const std::byte> bytes) {
  if (kind_ == Kind::file) return into_.write(bytes);
  hold(bytes);
  if (kind_ == Kind::page || held_.size() < Spool::kHeadBytes) return {};
  return decide();
}

Result<> PublicBody::finish() {
  return kind_ == Kind::unknown ? decide() : Result<>{};
}

Result<> PublicBody::decide() {
  const auto held = std::as_bytes(std::span{held_});
  if (looks_like_html(held)) {
    kind_ = Kind::page;
    return {};
  }
  kind_ = Kind::file;
  auto written = into_.write(held);
  held_.clear();
  return written;
}

void PublicBody::hold(std::span<const std::byte> bytes) {
  // Before it is known what this is, all of it may be the file.
  const auto room = kind_ == Kind::page ? page_bytes_max_ - std::min(page_bytes_max_, held_.size())
                                        : bytes.size();
  held_.append(reinterpret_cast<const char*>(bytes.data()), std::min(room, bytes.size()));
}

}  // namespace pixferry
