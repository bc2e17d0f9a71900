#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "testing/postgres_server.hpp"
#include "testing/redis_server.hpp"
#include "tests/api_client.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {

/// Where a fleet keeps its images.
struct BucketUnderTest {
  std::string name;
  /// The settings that lead there; made anew for each test.
  std::function<std::map<std::string, std::string>(const Simulator& simulator)> settings;
};

/// Several processes of the real binary on one PostgreSQL and, where wanted, one Redis, which know
/// nothing of each other. They look into no image unless a test lets them.
class Fleet : public testing::Test {
 protected:
  Fleet();
  ~Fleet() override;

  /// Makes the folder to import and settles where images go.
  void lay_out(SimulatorOptions options, const BucketUnderTest& bucket);
  void use_redis();

  void start_api();
  std::unique_ptr<ChildProcess> start_worker();
  std::unique_ptr<ChildProcess> start(const std::vector<std::string>& arguments);
  WholeProgram::Run run(const std::vector<std::string>& arguments);

  std::string start_import() { return api_->start_import(program_->link()); }
  /// Reads the job until the condition holds, through times when the API cannot tell; answers it as
  /// it then was.
  json::bj::object wait_for_job(const std::string& id,
                                const std::function<bool(const json::bj::object&)>& reached);
  json::bj::object wait_for_imported(const std::string& id, std::int64_t files);
  /// Waits until GET /stats shows so many workers of that status.
  void wait_for_workers(std::string_view status, std::size_t count);

  /// Fails the test unless the job is completed without a failure, the catalog holds its invariants
  /// and every image of the folder is there once, and `pixferry verify` reads every object back as
  /// the catalog has it.
  void expect_whole_import(const json::bj::object& job);
  std::string ask_catalog(const std::string& query) {
    return shared_postgres().ask(database_, query);
  }

  std::string database_;
  std::map<std::string, std::string> settings_;
  std::optional<WholeProgram> program_;
  std::optional<RedisServer> redis_;
  std::unique_ptr<ChildProcess> api_process_;
  std::optional<ApiClient> api_;
};

/// The places that need no server of their own: look-alikes of S3 and Supabase, and a folder that
/// all processes share.
BucketUnderTest simulated_s3();
BucketUnderTest simulated_supabase();
BucketUnderTest shared_folder();

}  // namespace pixferry
