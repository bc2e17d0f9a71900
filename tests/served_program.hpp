#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/api_client.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {

/// `pixferry serve` and a client of it.
class ServedProgram : public testing::Test {
 protected:
  void serve(SimulatorOptions options, const std::map<std::string, std::string>& settings = {});
  void start_server(const std::map<std::string, std::string>& settings);

  HttpAnswer send(const std::string& method, const std::string& path, std::string body = {});
  /// What is answered with 200.
  json::bj::object get(const std::string& path);

  /// The id of the job.
  std::string start_import();
  /// Reads the job until the condition holds; answers it as it then was.
  json::bj::object wait_for_job(const std::string& id,
                                const std::function<bool(const json::bj::object&)>& reached);

  static bool has_ended(const json::bj::object& job) { return ApiClient::has_ended(job); }
  static std::int64_t number(const json::bj::object& object, std::string_view key) {
    return ApiClient::number(object, key);
  }

  std::optional<WholeProgram> program_;
  std::unique_ptr<ChildProcess> server_;
  std::optional<ApiClient> client_;
};

}  // namespace pixferry
