#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"

namespace pixferry {

/// What Drive's embedded page of a shared folder shows: names, ids and sometimes types, but neither
/// sizes nor hashes nor times.
struct PublicFolderPage {
  std::string title;             ///< the folder's name
  std::vector<DriveItem> items;  ///< without capabilities: all are taken for downloadable
};

/// Reads the answer to /embeddedfolderview, in time linear in its length. Each entry that the page
/// begins becomes an item or fails the page: nothing may be lost silently. Error: `network`, the
/// page is cut off or is not built as such pages are; `folder_not_found`, it is Google's sign-in
/// page, so the folder is not shared with everyone.
Result<PublicFolderPage> read_public_folder_page(std::string_view body, const Limits& limits);

}  // namespace pixferry
