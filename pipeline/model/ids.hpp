#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

/// The owner of everything until there are several.
inline constexpr std::string_view kDefaultOwner = "default";

/// A UUIDv4 in its canonical lower-case spelling; empty only when default-constructed.
class JobId {
 public:
  JobId() = default;
  /// Takes any UUID in canonical form (8-4-4-4-12 hexadecimal digits), in either case.
  static std::optional<JobId> parse(std::string_view text);
  /// A UUIDv4 out of 128 random bits.
  static JobId from_random(std::uint64_t high, std::uint64_t low);

  const std::string& text() const { return text_; }
  auto operator<=>(const JobId&) const = default;

 private:
  explicit JobId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct FileId {
  std::int64_t value = 0;
  auto operator<=>(const FileId&) const = default;
};

struct ImageId {
  std::int64_t value = 0;
  auto operator<=>(const ImageId&) const = default;
};

}  // namespace pixferry

template <>
struct std::hash<pixferry::JobId> {
  std::size_t operator()(const pixferry::JobId& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};

template <>
struct std::hash<pixferry::FileId> {
  std::size_t operator()(const pixferry::FileId& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
