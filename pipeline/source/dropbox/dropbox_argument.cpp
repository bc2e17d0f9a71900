#include "pipeline/source/dropbox/dropbox_argument.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <string_view>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr char32_t kFirstEscaped = 0x7f;
constexpr char32_t kFirstOfTwo = 0x10000;

std::string escape_of(char32_t code) {
  if (code < kFirstOfTwo) return fmt::format("\\u{:04x}", static_cast<unsigned>(code));
  const auto offset = static_cast<unsigned>(code - kFirstOfTwo);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff));
}

}  // namespace

std::string dropbox_argument(const boost::json::object& argument) {
  // Outside of strings JSON is ASCII, so whatever is not stands in one, where an escape may too.
  const std::string text = boost::json::serialize(argument);
  std::string ascii;
  ascii.reserve(text.size());
  for (std::string_view rest = text; !rest.empty();) {
    const auto [code, bytes] = first_character(rest);
    if (code < kFirstEscaped) {
      ascii.push_back(rest.front());
    } else {
      ascii += escape_of(code);
    }
    rest.remove_prefix(bytes);
  }
  return ascii;
}

}  // namespace pixferry
