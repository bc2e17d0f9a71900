#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/faults/page_cut.hpp"
#include "simulator/google_drive/field_mask.hpp"
#include "simulator/google_drive/page_token.hpp"
#include "simulator/google_drive/search_query.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The children of folders that a search asks for, a page at a time. Const and thread-safe.
class FolderPages {
 public:
  FolderPages(const DriveTree& tree, std::uint64_t seed, int page_size_max)
      : tree_(tree), tokens_(seed), page_size_max_(page_size_max) {}

  /// The page that a files.list asks for, with those fields.
  Response page(const Request& request, const SearchQuery& search, const FieldMask& fields,
                const PageFaults& faults) const;

  /// Where that page stands in its listing.
  PagePlace place(const Request& request, const SearchQuery& search) const;

 private:
  PageRequest wanted(const SearchQuery& search, const PageCursor& at, int size) const;
  std::optional<PageCursor> cursor(const Request& request) const;
  int page_size(const Request& request) const;

  const DriveTree& tree_;
  PageTokens tokens_;
  int page_size_max_;
};

}  // namespace pixferry::simulator
