#pragma once

#include <optional>
#include <string>

#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/faults/fault.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Drive's pages for people who are not signed in, as they come without an API key: the embedded
/// page of a folder, and downloads with the pages that may come in place of a file. Built as the
/// real ones are; what Google does beyond `entries_max` entries nobody has seen, so the page just
/// ends there. Const and thread-safe.
class PublicPages {
 public:
  struct Call {
    Operation operation;
    std::string file_id;
  };

  PublicPages(const DriveTree& tree, std::size_t entries_max)
      : tree_(tree), entries_max_(entries_max) {}

  /// What a request asks for; nothing if it is for none of these pages. "/uc" leads to "/download"
  /// and is none by itself: see way_to_download().
  static std::optional<Call> recognise(const Request& request);
  /// The redirect that "/uc" answers with; nothing for any other request.
  static std::optional<Response> way_to_download(const Request& request);

  Response answer(const Call& call, const Request& request,
                  std::optional<FaultKind> fault = std::nullopt) const;

 private:
  Response folder(const Call& call, const Request& request) const;
  Response download(const Call& call, const Request& request, std::optional<FaultKind> fault) const;
  std::string entry(const DriveEntry& child) const;
  std::optional<DriveEntry> visible(const Request& request, const std::string& id) const;

  const DriveTree& tree_;
  std::size_t entries_max_;
};

}  // namespace pixferry::simulator
