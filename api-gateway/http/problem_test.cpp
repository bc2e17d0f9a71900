#include "api-gateway/http/problem.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

TEST(Problem, CarriesEveryMemberThatClientsRelyOn) {
  auto problem = problem_of({ErrorCode::job_not_found, "There is no job \"x\"."});
  const auto response = to_response(problem, "r-1");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.headers.find("content-type"), "application/problem+json");
  EXPECT_EQ(std::get<std::string>(response.body),
            R"({"type":"urn:pixferry:problem:job_not_found","title":"Not Found","status":404,)"
            R"("detail":"There is no job \"x\".","code":"job_not_found","retryable":false,)"
            R"("request_id":"r-1"})");
}

TEST(Problem, NamesTheFieldsThatAreWrong) {
  const auto problem = invalid_fields({{"/a", "unknown_field", "No field a."}});
  EXPECT_EQ(problem.status, 422);
  EXPECT_NE(
      std::get<std::string>(to_response(problem, "").body)
          .find(R"("errors":[{"pointer":"/a","code":"unknown_field","detail":"No field a."}])"),
      std::string::npos);
}

TEST(Problem, KeepsWhatBrokeInsideToItself) {
  const auto problem = problem_of({ErrorCode::internal, "SELECT secret FROM /home/x"});
  EXPECT_EQ(problem.status, 500);
  EXPECT_EQ(problem.detail.find("SELECT"), std::string::npos);
  EXPECT_EQ(problem_of({ErrorCode::lease_lost, "file 7"}).code, "internal");
}

TEST(Problem, SaysWhenToComeBack) {
  auto busy = problem_of({ErrorCode::catalog_unavailable, "busy"});
  EXPECT_TRUE(busy.retryable);
  EXPECT_EQ(to_response(busy, "").headers.find("Retry-After"), "1");
  auto limited = problem_of({ErrorCode::rate_limited, "slow", std::chrono::milliseconds{1500}});
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(to_response(limited, "").headers.find("Retry-After"), "2");
  EXPECT_FALSE(to_response(problem_of({ErrorCode::credentials_missing, "no key"}), "")
                   .headers.contains("Retry-After"));
}

TEST(Problem, BlamesTheClientForItsOwnMistakesOnly) {
  EXPECT_EQ(http_status(ErrorCode::invalid_folder_url), 400);
  EXPECT_EQ(http_status(ErrorCode::invalid_request), 422);
  EXPECT_EQ(http_status(ErrorCode::catalog_conflict), 409);
  EXPECT_EQ(http_status(ErrorCode::catalog_unavailable), 503);
  EXPECT_EQ(http_status(ErrorCode::schema_too_new), 500);
}

}  // namespace
}  // namespace pixferry::http
