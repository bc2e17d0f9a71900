#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/supabase/supabase_store.hpp"
#include "pipeline/platform/http_client.hpp"
#include "simulator/simulator.hpp"
#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// Says that it is a service key, and is signed by nobody.
inline constexpr auto kForged = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln";

/// A simulated Supabase project, and a store that uses it.
class SupabaseRig {
 public:
  explicit SupabaseRig(simulator::SupabaseOptions options, std::string_view faults = "",
                       Limits limits = {})
      : limits_(limits) {
    auto started = Simulator::start({.photos = 1,
                                     .folders = 1,
                                     .photo_edge_max = 32,
                                     .odd_entries = false,
                                     .faults = *simulator::parse_fault_plan(faults),
                                     .supabase = std::move(options)});
    EXPECT_TRUE(started) << started.error().message;
    simulator_ = *std::move(started);
    connect({});
  }

  /// What is set stands in place of what would be right.
  struct Different {
    std::optional<std::string> url = std::nullopt;
    std::optional<std::string> key = std::nullopt;
    std::optional<std::string> bucket = std::nullopt;
    SupabaseConfig::MissingBucket missing_bucket = SupabaseConfig::MissingBucket::refuse;
  };
  void connect(const Different& different) {
    const SupabaseConfig config{
        .url = different.url.value_or(simulator_->base_url()),
        .service_key =
            Secret{different.key.value_or(std::string{simulator::SupabaseGate::kSecretKey})},
        .bucket = different.bucket.value_or("images"),
        .missing_bucket = different.missing_bucket};
    http_.emplace(HttpPolicy{.trusted_origins = {simulator_->base_url()}}, clock_, limits_);
    store_ = std::make_unique<SupabaseStore>(*http_, config, clock_, limits_);
  }

  SupabaseStore& store() { return *store_; }
  HttpClient& http() { return *http_; }
  Simulator& simulator() { return *simulator_; }
  simulator::SupabaseStorage& project() { return simulator_->supabase(); }
  /// What the project holds under the key.
  std::optional<simulator::StoredObject> stored(const ObjectKey& key,
                                                std::string_view bucket = "images") {
    return project().buckets().find({bucket, key.text});
  }
  std::uint64_t requests(simulator::Operation operation) const {
    return simulator_->counters().of(operation).requests;
  }

 private:
  Limits limits_;
  SystemClock clock_;
  std::unique_ptr<Simulator> simulator_;
  std::optional<HttpClient> http_;
  std::unique_ptr<SupabaseStore> store_;
};

/// What the tests of the store share.
class SupabaseTest : public testing::Test {
 protected:
  using Bucket = simulator::SupabaseBucketSpec;
  static simulator::SupabaseOptions with(Bucket bucket) { return {.buckets = {std::move(bucket)}}; }

  Spool spooled(std::string_view text) {
    auto spool = Spool::open(room_, {.size_bytes_max = 10 << 20});
    EXPECT_TRUE(spool && spool->write(std::as_bytes(std::span{text})) && spool->finish());
    return *std::move(spool);
  }
  Result<> put(SupabaseRig& rig, std::string_view text = "abc") {
    return rig.store().put({}, key_, spooled(text), {.mime_type = "image/jpeg"});
  }

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  const ObjectKey key_ = object_key(Secret{"s"}, "default", Sha256{}, ImageType::jpeg);
};

}  // namespace pixferry
