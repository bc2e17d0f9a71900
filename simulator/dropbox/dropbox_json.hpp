#pragma once

#include <boost/json/object.hpp>

#include "simulator/dropbox/dropbox_link.hpp"
#include "simulator/dropbox/dropbox_tree.hpp"

namespace pixferry::simulator {

/// The entry of a listing. Paths are absent, as for every caller who does not own the content.
/// https://github.com/dropbox/dropbox-api-spec/blob/main/files.stone (FileMetadata)
boost::json::object dropbox_metadata(const DropboxTree& tree, const DropboxItem& item);

/// What a shared link leads to; it has no content_hash.
/// https://github.com/dropbox/dropbox-api-spec/blob/main/sharing.stone (SharedLinkMetadata)
boost::json::object dropbox_link_metadata(const DropboxTree& tree, const DropboxItem& item,
                                          const DropboxLink& link);

}  // namespace pixferry::simulator
