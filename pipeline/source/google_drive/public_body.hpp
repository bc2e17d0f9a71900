#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/content/spool.hpp"

namespace pixferry {

/// The body of a download that may be a web page in place of the file: holds its first bytes back
/// until they tell which. A file goes on into the spool; a page is kept, for it says what is the
/// matter, and nothing of it reaches the spool.
class PublicBody {
 public:
  PublicBody(Spool& into, std::size_t page_bytes_max)
      : into_(into), page_bytes_max_(page_bytes_max) {}

  /// Errors: the spool's. What a page has beyond page_bytes_max is dropped.
  Result<> write(std::span<const std::byte> bytes);
  /// After the last bytes. Errors: the spool's.
  Result<> finish();

  /// Known once finish() was called.
  bool is_page() const { return kind_ == Kind::page; }
  const std::string& page() const { return held_; }

 private:
  enum class Kind { unknown, file, page };

  Result<> decide();
  void hold(std::span<const std::byte> bytes);

  Spool& into_;
  std::size_t page_bytes_max_;
  std::string held_;
  Kind kind_ = Kind::unknown;
};

}  // namespace pixferry
