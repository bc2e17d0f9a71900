#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {

/// Where in Dropbox something lies, as its API is asked for it: a shared link, the password that
/// opens it, and a path below it. Dropbox gives no other handle on what a stranger shares, so each
/// folder and each file carries its place as its resource key.
struct DropboxPlace {
  std::string link_url;   ///< canonical, with its keys; only ever sent as a value, never fetched
  std::string path = {};  ///< "/sub/a.jpg"; empty: what the link itself leads to
  std::string password = {};  ///< empty: none was given

  /// What lies there under that name.
  DropboxPlace below(std::string_view name) const;

  /// The place as one text, which read() takes back. A capability: never shown.
  std::string text() const;
  /// Error: `folder_not_found`, the text is no place.
  static Result<DropboxPlace> read(std::string_view text);
  /// Where a link leads: its first parts are the link itself, the others a path below it. Error:
  /// `invalid_folder_url`.
  static Result<DropboxPlace> of(const Link& link);
};

}  // namespace pixferry
