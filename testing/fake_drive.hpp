#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/file.hpp"
#include "testing/loopback_server.hpp"
#include "testing/source_provider_contract.hpp"

namespace pixferry {

/// A small Drive v3 on 127.0.0.1 that behaves: a tree of folders and files, paging, private items
/// and resource keys, for whoever sends the API key kApiKey. Thread-safe.
class FakeDrive {
 public:
  static constexpr std::string_view kApiKey = "fake-key";

  FakeDrive();

  std::string origin() const { return server_.origin(); }
  FolderRef share(const SharedFolder& folder);
  void set_page_entries_max(int entries_max);
  void forget_page_tokens();
  void fall_silent() { is_silent_ = true; }

 private:
  struct Item {
    std::string id = {};
    std::string parent = {};
    std::string name = {};
    std::string mime_type = {};
    std::string bytes = {};
    std::string resource_key = {};
    bool is_private = false;
  };
  struct Question;

  std::string add(Item item);
  std::string add_folder(const SharedFolder& folder, const std::string& parent, bool needs_key);
  std::string respond(const LoopbackRequest& request);
  std::string list(const Question& question) const;
  std::string get(const Question& question) const;
  const Item* visible(const std::string& id, const Question& question) const;

  mutable std::mutex mutex_;
  std::map<std::string, Item> items_;  // by id, and so in the order in which they came
  int entries_max_ = 1000;
  int token_generation_ = 0;
  std::atomic<bool> is_silent_ = false;
  LoopbackServer server_;
};

}  // namespace pixferry
