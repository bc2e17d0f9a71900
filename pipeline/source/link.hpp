#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// A shared link, taken apart. Nothing but these ids is kept of what the user gave, and no URL of
/// the user's is ever fetched.
struct Link {
  enum class Target { folder, file, unknown };  ///< unknown: only the provider can tell (open?id=)
  SourceKind source = SourceKind::google_drive;
  Target target = Target::folder;
  /// Drive: [A-Za-z0-9_-]{10,200}. Dropbox: the link's path, percent-encoded: "sh/ID/KEY".
  std::string id;
  /// Empty if the link has none. Dropbox: parameters that it needs: "rlkey=KEY&st=TOKEN".
  std::string resource_key;
  std::string password = {};  ///< that opens it, given beside the link; of Dropbox only

  /// The link in its shortest form, without its resource key: for people and logs.
  std::string public_url() const;
};

/// Reads the link in what a person pasted, be it the link alone or a message around it, in time
/// linear in its length. Error: `invalid_folder_url`, whose message says what is wrong with this
/// link and which forms are accepted; also where several folders are linked to.
Result<Link> parse_link(std::string_view text, const Limits& limits);

}  // namespace pixferry
