#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/dropbox/dropbox_tree.hpp"

namespace pixferry::simulator {

/// Dropbox as links give it out: any folder and any file of the tree has one of each kind.
struct DropboxLink {
  enum class Form { today, old };  ///< /scl/fo/…, /scl/fi/… and /sh/…, /s/…
  enum class Access {
    open,
    locked,     ///< behind kPassword
    view_only,  ///< to be looked at, not downloaded
    revoked,    ///< no longer there
  };

  static constexpr std::string_view kPassword = "open sesame";
  static constexpr std::string_view kKey = "pixferryrlkey0000000000";  ///< the rlkey of all links

  std::string entry_id;  ///< of Drive's tree
  Form form = Form::today;
  Access access = Access::open;

  /// The link to an item, as a browser shows it.
  std::string url(const DropboxItem& item) const;
  /// Nothing for a URL that is no link of ours, or lacks its key.
  static std::optional<DropboxLink> read(std::string_view url);
};

}  // namespace pixferry::simulator
