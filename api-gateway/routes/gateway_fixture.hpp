#pragma once

#include <gtest/gtest.h>

#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "api-gateway/gateway.hpp"
#include "api-gateway/routes/engines_fixture.hpp"
#include "testing/manual_clock.hpp"
#include "testing/scripted_source.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {

/// Objects in memory, behind the port.
struct ObjectsInMemory final : ObjectReader {
  Result<std::optional<OpenedObject>> open(const ObjectKey& key) const override;

  std::map<std::string, std::string> objects;
  bool is_broken = false;
};

/// A bucket of which only links are asked.
struct LinksOnly final : ObjectStore {
  Result<> put(const Context&, const ObjectKey&, const Spool&, const ObjectTraits&) override {
    return failure;
  }
  Result<std::optional<ObjectInfo>> head(const Context&, const ObjectKey&) override {
    return failure;
  }
  Result<> get(const Context&, const ObjectKey&, Spool&) override { return failure; }
  Result<> remove(const Context&, std::span<const ObjectKey>) override { return failure; }
  Result<std::string> url(const Context&, const ObjectKey& key,
                          std::chrono::seconds valid_for) override;

  bool is_broken = false;
  const Error failure{ErrorCode::storage_unavailable, "the bucket is away"};
};

/// The whole API, without sockets, on the engines of engines_fixture.hpp.
class GatewayFixture : public testing::Test {
 protected:
  GatewayFixture();

  /// Sends a request as a well-behaved client would. Every answer is held against the contract.
  http::Response ask(http::Request request);
  http::Response get(const std::string& target, http::Headers headers = {});
  http::Response post(const std::string& path, std::string body = {});
  /// The body of a reply as JSON.
  static boost::json::value json(const http::Response& response);
  static std::string text(const http::Response& response) {
    return std::get<std::string>(response.body);
  }

  /// The id of a new job of that folder.
  std::string start_job(const std::string& folder = "1AbCdEfGhIjKlMnOp");
  /// Lists images of these names as the whole folder of the job, and claims them.
  std::vector<FileLease> claim_images(const std::string& job,
                                      const std::vector<std::string>& names);
  Imported fresh_image();
  /// Records the ends of files and settles the jobs.
  void finish(const std::vector<FinishedFile>& files);
  /// Imports images into the catalog, the way a worker does, with these facts each.
  void import_images(const std::string& job, const std::vector<std::string>& names,
                     const std::optional<ImageFacts>& facts = std::nullopt);

  GatewayParts parts();
  static void expect_kept_promises(const http::Request& request, const http::Response& response);

  Config config_;
  ManualClock clock_;
  Metrics metrics_{clock_};
  const Clock* gateway_clock_ = &clock_;  ///< for who waits on sockets, a real one
  SeededRandom random_{11};
  Context context_;
  ObjectsInMemory objects_;
  LinksOnly bucket_;
  bool is_bucket_ = false;  ///< objects lie in the bucket
  std::vector<routes::ReadinessCheck> checks_;
  std::unique_ptr<GatewayEngines> engines_ = gateway_engines(clock_);
  Database* database_ = &engines_->database();
  std::optional<Ledger> ledger_;
  std::optional<Journal> journal_;
  std::optional<Gallery> gallery_;
  std::optional<Disposal> disposal_;
  std::optional<Roster> roster_;
  std::optional<KeptAnswers> kept_answers_;
  std::optional<WebhookRegistry> webhooks_;
  std::optional<WorkBacklogReader> backlog_;
  WorkQueue& queue_ = engines_->queue();
  ProgressFeed& feed_ = engines_->feed();
  std::optional<events::EventHub> events_;
  ScriptedSource source_;
  std::optional<StartImport> start_import_;
  std::optional<PreviewImport> preview_import_;
};

}  // namespace pixferry
