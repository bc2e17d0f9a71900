#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/json.hpp"
#include "testing/child_process.hpp"

namespace pixferry {

/// A client of the API, as a user's own code would be. What goes wrong fails the test, and so does
/// every answer that is not as the contract says.
class ApiClient {
 public:
  /// Of the server that the process says it is, once it listens.
  explicit ApiClient(const ChildProcess& server);

  HttpAnswer send(const std::string& method, const std::string& path, std::string body = {});
  /// What is answered with 200.
  json::bj::object get(const std::string& path);
  /// The same, or nothing while the server cannot answer.
  std::optional<json::bj::object> try_get(const std::string& path);
  /// The id of the job.
  std::string start_import(const std::string& link);

  /// Where the server listens, for who speaks to it in another way.
  std::uint16_t port() const;

  static bool has_ended(const json::bj::object& job);
  static std::int64_t number(const json::bj::object& object, std::string_view key);

 private:
  SystemClock clock_;
  Limits limits_;
  std::string url_;
  std::unique_ptr<HttpClient> client_;
};

}  // namespace pixferry
