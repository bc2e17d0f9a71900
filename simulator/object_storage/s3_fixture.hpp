#pragma once

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_store.hpp"
#include "pipeline/platform/clock.hpp"
#include "simulator/faults/fault_injector.hpp"
#include "simulator/http/http_server.hpp"
#include "simulator/object_storage/s3_look_alike.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry::simulator {

/// A look-alike behind a socket of its own.
class S3Service {
 public:
  explicit S3Service(S3LookAlikeOptions options = {}, std::string_view faults = {})
      : look_alike_(std::move(options), clock_),
        faults_(*parse_fault_plan(faults), 1, clock_),
        server_(start()) {}

  /// What a store needs to use it, with the bucket in the path.
  S3Config config() const {
    const auto& options = look_alike_.options();
    return {.endpoint = "http://127.0.0.1:" + std::to_string(port()) + options.base_path,
            .region = options.account.region,
            .bucket = options.bucket,
            .access_key_id = options.account.access_key_id,
            .secret_access_key = Secret{options.account.secret_access_key},
            .session_token = Secret{options.account.session_token}};
  }
  std::uint16_t port() const { return server_->port(); }
  S3Objects& objects() { return look_alike_.objects(); }
  int requests(Operation operation) const { return requests_[static_cast<std::size_t>(operation)]; }
  /// From now on nobody answers there.
  void stop() { server_->stop(); }

 private:
  std::unique_ptr<HttpServer> start() {
    auto server = HttpServer::start(
        {.body_bytes_max = 200u << 20},
        [this](const Request& request, std::stop_token) { return answer(request); });
    EXPECT_TRUE(server) << server.error().message;
    return std::move(*server);
  }

  Response answer(const Request& request) {
    const auto call = look_alike_.recognise(request);
    if (!call) return text_response(404, "text/html", "<html>Not Found</html>");
    if (!call->operation) return look_alike_.answer(*call, request);
    ++requests_[static_cast<std::size_t>(*call->operation)];
    return look_alike_.answer(*call, request, faults_.next(*call->operation, call->key));
  }

  SystemClock clock_;
  S3LookAlike look_alike_;
  FaultInjector faults_;
  std::array<std::atomic<int>, kOperations.size()> requests_{};
  std::unique_ptr<HttpServer> server_;
};

/// A service, and a store that keeps its objects there.
struct S3Rig {
  explicit S3Rig(S3LookAlikeOptions options = {}, std::string_view faults = {})
      : S3Rig(std::move(options), faults, [](S3Config& /*config*/) {}) {}
  /// `change` sets what the store is told otherwise than is right.
  template <class Change>
  S3Rig(S3LookAlikeOptions options, std::string_view faults, Change change)
      : service(std::move(options), faults), config(service.config()) {
    change(config);
    http = std::make_unique<HttpClient>(HttpPolicy{.trusted_origins = {s3_origin(config)}}, clock,
                                        Limits{});
    store = std::make_unique<S3Store>(config, *http, clock);
  }

  Spool spooled(std::string_view text) {
    auto spool = Spool::open(room, {.size_bytes_max = 200 << 20});
    EXPECT_TRUE(spool && spool->write(std::as_bytes(std::span{text})) && spool->finish());
    return std::move(*spool);
  }
  static ObjectKey key(std::uint8_t number = 1) {
    return object_key(Secret{"s"}, "default", Sha256{{number}}, ImageType::png);
  }
  Result<> put(std::string_view text, const Context& context = {}) {
    return store->put(context, key(), spooled(text), {.mime_type = "image/png"});
  }

  SystemClock clock;
  TemporaryDirectory directory;
  SpoolRoom room{.directory = directory.path()};
  S3Service service;
  S3Config config;
  std::unique_ptr<HttpClient> http;
  std::unique_ptr<S3Store> store;
};

}  // namespace pixferry::simulator
