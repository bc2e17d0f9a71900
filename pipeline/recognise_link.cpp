#include "pipeline/recognise_link.hpp"

#include <fmt/format.h>

namespace pixferry {

Result<RecognisedLink> recognise_link(const GivenLink& given,
                                      std::span<SourceProvider* const> providers,
                                      const Limits& limits) {
  auto link = parse_link(given.text, limits);
  if (!link) return link.error();
  link->password = given.password.reveal();
  if (given.wanted && *given.wanted != link->source) {
    return Error{ErrorCode::invalid_folder_url,
                 fmt::format("this is a {} link, and a {} folder was asked for; use the route of "
                             "its provider, or POST /import, which takes both",
                             title(link->source), title(*given.wanted))};
  }
  for (auto* provider : providers) {
    if (provider->kind() != link->source) continue;
    auto root = provider->recognise(*link);
    if (!root) return root.error();
    return RecognisedLink{*std::move(link), *std::move(root), *provider};
  }
  return Error{ErrorCode::invalid_folder_url,
               fmt::format("{} links cannot be imported by this release", title(link->source))};
}

}  // namespace pixferry
