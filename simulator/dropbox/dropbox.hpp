#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "simulator/dropbox/dropbox_call.hpp"
#include "simulator/dropbox/dropbox_cursor.hpp"
#include "simulator/dropbox/dropbox_gate.hpp"
#include "simulator/dropbox/dropbox_link.hpp"
#include "simulator/dropbox/dropbox_tree.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/faults/page_cut.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Answers requests of Dropbox's API v2 about shared links, and of OAuth, as a caller who owns none
/// of the content gets them answered: bodies, statuses and headers in the true shape. Its two hosts
/// are two paths. Thread-safe.
class Dropbox {
 public:
  Dropbox(const DriveTree& tree, const DropboxOptions& options, const Clock& clock,
          std::uint64_t seed, int page_size_max)
      : options_(options),
        tree_(tree),
        gate_(options_, clock),
        seed_(seed),
        page_size_max_(page_size_max) {}
  Dropbox(const Dropbox&) = delete;
  Dropbox& operator=(const Dropbox&) = delete;

  const DropboxOptions& options() const { return options_; }
  const DropboxTree& tree() const { return tree_; }
  DropboxGate& gate() { return gate_; }
  /// The link to an item of the tree, as Dropbox gives it out. Empty for one that it cannot hold.
  std::string url(const DropboxLink& link) const;

  /// What a request asks for; nothing if it is none of Dropbox's.
  std::optional<DropboxCall> recognise(const Request& request) const;
  /// Where in its listing the page that is asked for stands.
  PagePlace place(const DropboxCall& call) const;

  Response answer(const DropboxCall& call, const Request& request, const PageFaults& faults = {});

 private:
  /// What a link and a path lead to, or why they lead nowhere.
  struct Target {
    std::optional<DropboxItem> item;
    DropboxLink link;
    std::optional<Response> refusal;
  };

  Response answer_known(const DropboxCall& call, const Request& request, const PageFaults& faults);
  Target target_of(const DropboxCall& call) const;
  std::optional<DropboxCursor> cursor_of(const DropboxCall& call) const;
  Response list(const DropboxCall& call, const PageFaults& faults) const;
  Response page(const DropboxCursor& cursor, const PageFaults& faults) const;
  Response download(const Target& target, const Request& request) const;

  DropboxOptions options_;
  DropboxTree tree_;
  DropboxGate gate_;
  std::uint64_t seed_;
  int page_size_max_;
};

}  // namespace pixferry::simulator
