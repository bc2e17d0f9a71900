#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"
#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/dropbox/dropbox.hpp"
#include "simulator/faults/fault_plan.hpp"
#include "simulator/object_storage/s3_look_alike.hpp"
#include "simulator/object_storage/supabase_storage.hpp"
#include "simulator/traffic.hpp"

namespace pixferry {

struct SimulatorOptions {
  std::string host = "127.0.0.1";  ///< a numeric address
  std::uint16_t port = 0;          ///< 0: any free one
  std::int64_t photos = 48;
  int folders = 6;                                        ///< the demo folder included
  std::optional<std::int64_t> file_bytes = std::nullopt;  ///< of every photo; at least 2048
  int photo_edge_max = 1600;  ///< pixels of the largest photo's longer side
  bool odd_entries = true;    ///< shortcuts, documents, strange names and the like
  std::uint64_t seed = 1;
  std::vector<simulator::DriveEdit> edits = {};  ///< of the files that all the above makes
  int page_size_max = 1000;                      ///< entries a listing page holds at most
  std::size_t public_entries_max = 1000;  ///< entries a public page of a folder shows at most
  std::chrono::milliseconds latency{0};   ///< added to every request
  simulator::FaultPlan faults = {};       ///< see simulator::parse_fault_plan
  simulator::DropboxOptions dropbox = {};
  simulator::S3LookAlikeOptions s3 = {};  ///< its path must be none of Drive's
  simulator::SupabaseOptions supabase = {.buckets = {simulator::SupabaseBucketSpec{}}};
};

/// A Google Drive of our own on a loopback port: Drive v3 with an API key, and Drive's public pages
/// without one, in their true wire shape, filled with made-up photos. The same photos lie in a
/// Dropbox, see simulator::Dropbox, whose two hosts are /dropbox/api and /dropbox/content. GET
/// /sim/stats tells what it was asked; /sim/faults shows and changes what goes wrong (see
/// answer_fault_request()). Its tree is also the oracle of what an import must end with. On the
/// same port a bucket of S3, under /s3, and a Supabase project with a bucket, under /storage/v1;
/// GET /sim/s3 and /sim/supabase tell what they were given. Thread-safe.
class Simulator {
 public:
  /// Draws the photos (about a second at the default size), then listens. Error:
  /// `invalid_configuration` naming the option that cannot be.
  static Result<std::unique_ptr<Simulator>> start(SimulatorOptions options);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  /// What GOOGLE_DRIVE_API_URL, GOOGLE_DRIVE_WEB_URL and SUPABASE_URL must be set to:
  /// "http://127.0.0.1:PORT".
  std::string base_url() const;
  /// A link as Drive gives it out, with the resource key where the folder needs one.
  std::string folder_link(std::string_view folder_id = simulator::kDemoFolder) const;
  /// What DROPBOX_API_URL and DROPBOX_CONTENT_URL must be set to.
  std::string dropbox_api_url() const;
  std::string dropbox_content_url() const;
  /// A link as Dropbox gives it out.
  std::string dropbox_link(const simulator::DropboxLink& link = {
                               .entry_id = std::string{simulator::kDemoFolder}}) const;
  simulator::Dropbox& dropbox() const;
  /// What S3_ENDPOINT must be set to: "http://127.0.0.1:PORT/s3". Bucket and keys are in s3().
  std::string s3_endpoint() const;
  simulator::S3LookAlike& s3() const;
  const simulator::DriveTree& tree() const;
  simulator::SupabaseStorage& supabase() const;
  simulator::Counters counters() const;

  /// Cuts all connections and waits until nobody is served any more. May be called more than once.
  void stop();

 private:
  struct Parts;
  explicit Simulator(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace pixferry
