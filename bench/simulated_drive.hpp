#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/measured_process.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry::bench {

/// What is imported.
struct Workload {
  std::int64_t photos = 0;
  std::int64_t folders = 6;
  std::int64_t bytes = 0;                ///< of each; 0: as they come
  int edge = 1600;                       ///< pixels of the largest one's longer side
  std::chrono::milliseconds latency{0};  ///< before each answer
};

/// `pixferry sim` in a process of its own, with nothing but photos in it.
class SimulatedDrive {
 public:
  /// Throws std::runtime_error if it does not come up or cannot be listed.
  SimulatedDrive(const std::string& pixferry, const Workload& workload, const std::string& folder);

  const std::string& api_url() const { return api_url_; }
  const std::string& folder_link() const { return folder_link_; }
  /// Of the Supabase project at the same address, whose bucket is "images".
  const std::string& supabase_key() const { return supabase_key_; }
  /// Where each photo's bytes are, found by listing the whole tree.
  std::vector<std::string> download_urls() const;
  /// The link of a folder that holds photos and no folders.
  std::string link_of_a_leaf() const;

 private:
  struct Listing {
    FolderRef folder;
    std::vector<ListedFile> files;
    std::vector<ListedFolder> subfolders;
  };
  /// Lists folder by folder until `visit` has seen enough and returns false.
  void walk(const std::function<bool(const Listing&)>& visit) const;

  std::unique_ptr<MeasuredProcess> process_;
  std::string api_url_;
  std::string folder_link_;
  std::string supabase_key_;
};

}  // namespace pixferry::bench
