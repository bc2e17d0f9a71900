#include "pipeline/model/ids.hpp"

#include <fmt/format.h>

#include <cctype>

namespace pixferry {

std::optional<JobId> JobId::parse(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != shape.size()) return std::nullopt;
  std::string canonical;
  canonical.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool fits = shape[i] == '-' ? c == '-' : std::isxdigit(c) != 0;
    if (!fits) return std::nullopt;
    canonical.push_back(static_cast<char>(std::tolower(c)));
  }
  return JobId{std::move(canonical)};
}

JobId JobId::from_random(std::uint64_t high, std::uint64_t low) {
  // RFC 9562: the version nibble is 4, the two top bits of the variant are 10.
  high = (high & 0xFFFFFFFFFFFF0FFFULL) | 0x4000ULL;
  low = (low & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
  return JobId{fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF,
                           high & 0xFFFF, low >> 48, low & 0xFFFFFFFFFFFFULL)};
}

}  // namespace pixferry
