#pragma once

#include <string_view>
#include <vector>

namespace pixferry {

/// The web addresses in what a person pasted: an address alone, with or without "https://" in
/// front; in quotes, brackets, "<address|label>" or "[label](address)"; or within a message, with
/// the punctuation of its sentence behind it. Text in which none can be seen comes back whole, so
/// that its reader can say what is wrong with it; white space alone gives nothing. At most
/// kAddressesMax, in their order; takes time linear in the text's length.
inline constexpr std::size_t kAddressesMax = 16;
std::vector<std::string_view> addresses_in(std::string_view text);

}  // namespace pixferry
