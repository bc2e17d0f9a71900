#pragma once

#include <atomic>
#include <boost/json/object.hpp>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "testing/loopback_server.hpp"
#include "testing/source_provider_contract.hpp"

namespace pixferry {

struct SharedFile {
  std::string name;
  std::string bytes;
  std::string mime_type = "image/jpeg";
};

struct SharedFolder {
  std::string name;
  std::vector<SharedFile> files = {};
  std::vector<SharedFolder> folders = {};
  bool is_private = false;
  /// This folder and everything below it can be read with a resource key of its own only.
  bool needs_resource_key = false;
};

/// A small Drive v3 on 127.0.0.1 that behaves: folders and files, pages of kPageEntries, private
/// items and resource keys, for whoever sends the API key kApiKey. Thread-safe.
class FakeDrive {
 public:
  static constexpr std::string_view kApiKey = "fake-key";
  static constexpr std::size_t kPageEntries = 3;

  FakeDrive();

  std::string origin() const { return server_.origin(); }
  KnownFolder share(const SharedFolder& folder);
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

  const Item& add(Item item);
  const Item& add_folder(const SharedFolder& folder, const Item& parent,
                         std::vector<KnownFile>& known);
  static boost::json::object described(const Item& item);
  std::string respond(const LoopbackRequest& request);
  std::string list(const Question& question) const;
  std::string get(const Question& question) const;
  const Item* visible(const std::string& id, const Question& question) const;

  mutable std::mutex mutex_;
  std::map<std::string, Item> items_;  // by id, and so in the order in which they came
  std::atomic<bool> is_silent_ = false;
  LoopbackServer server_;
};

}  // namespace pixferry
