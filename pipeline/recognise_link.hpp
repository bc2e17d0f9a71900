#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "pipeline/platform/secret.hpp"
#include "pipeline/source/link.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// A link that one of our providers knows.
struct RecognisedLink {
  Link link;
  FolderRef root;
  SourceProvider& provider;
};

/// A link as somebody gave it, and what came with it.
struct GivenLink {
  std::string_view text;
  std::optional<SourceKind> wanted = std::nullopt;  ///< the provider, where it was named
  Secret password = {};                             ///< of the link, where it needs one
};

/// Reads a link and finds its provider; no request is made. Error: `invalid_folder_url`, also where
/// the link is another provider's than the one wanted.
Result<RecognisedLink> recognise_link(const GivenLink& given,
                                      std::span<SourceProvider* const> providers,
                                      const Limits& limits);

}  // namespace pixferry
