#include <gmock/gmock.h>

#include "tests/served_program.hpp"
#include "tests/ssrf/canary.hpp"
#include "tests/ssrf/redirecting_drive.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kApiKey = "key-that-nobody-else-may-see";

/// Where a hostile redirect leads. PORT is the canary's.
constexpr std::string_view kHostileTargets[] = {"http://127.0.0.1:PORT/",
                                                "https://127.0.0.1:PORT/",
                                                "//127.0.0.1:PORT/x",
                                                "///127.0.0.1:PORT/x",

                                                "http:\\\\127.0.0.1:PORT/",
                                                "http://localhost:PORT/",
                                                "https://localhost:PORT/",
                                                "http://LOCALHOST.:PORT/",
                                                "https://x.localhost:PORT/",
                                                "http://2130706433:PORT/",
                                                "http://0x7f000001:PORT/",
                                                "http://0177.0.0.1:PORT/",
                                                "http://127.1:PORT/",
                                                "http://0:PORT/",
                                                "http://0.0.0.0:PORT/",
                                                "https://0.0.0.0:PORT/",
                                                "http://[::1]:PORT/",
                                                "https://[::1]:PORT/",
                                                "http://[::]:PORT/",
                                                "http://[::ffff:127.0.0.1]:PORT/",
                                                "https://[::ffff:7f00:1]:PORT/",
                                                "http://[::127.0.0.1]:PORT/",
                                                "https://[64:ff9b::7f00:1]:PORT/",
                                                "https://[2002:7f00:1::1]:PORT/",
                                                "https://googleapis.com@127.0.0.1:PORT/",
                                                "https://www.googleapis.com:x@127.0.0.1:PORT/",
                                                "https://127.0.0.1:PORT/#@www.googleapis.com",
                                                "https://127.0.0.1:PORT?.googleapis.com",
                                                "https://127.0.0.1:PORT/.googleapis.com",
                                                "https://127.0.0.1:PORT\\.googleapis.com",
                                                "https://googleapis.com.localhost:PORT/",
                                                "https://evilgoogleapis.com:PORT/",
                                                "https://googleusercontent.com.evil.example:PORT/",
                                                "http://www.googleapis.com/drive/v3/files",
                                                "http://lh3.googleusercontent.com/x",
                                                "https://example.com/x",
                                                "http://example.com:PORT/",
                                                "file:///etc/passwd",
                                                "file://127.0.0.1:PORT/x",
                                                "gopher://127.0.0.1:PORT/_x",
                                                "ftp://127.0.0.1:PORT/x",
                                                "dict://127.0.0.1:PORT/info",
                                                "ldap://127.0.0.1:PORT/",
                                                "data:image/png;base64,iVBORw0KGgo=",
                                                "javascript:alert(1)",
                                                "http://169.254.169.254/latest/",
                                                "https://169.254.169.254/latest/",
                                                "http://[fe80::1]:PORT/",
                                                "http://10.0.0.1/",
                                                "https://100.64.0.1/"};

/// With an API key Drive's API is asked, without one its public pages.
class HostileRedirects : public ServedProgram, public testing::WithParamInterface<std::string> {
 protected:
  std::string with_port(std::string_view target) const {
    std::string text{target};
    if (const auto at = text.find("PORT"); at != std::string::npos) {
      text.replace(at, 4, canary_.port());
    }
    return text;
  }

  /// Imports the folder of a Drive at that origin to its end.
  json::bj::object import_from(const std::string& origin) {
    serve({.photos = 1, .folders = 1}, {{"GOOGLE_DRIVE_API_URL", origin},
                                        {"GOOGLE_DRIVE_WEB_URL", origin},
                                        {"GOOGLE_DRIVE_RATE", "10000"},
                                        {"GOOGLE_API_KEY", GetParam()}});
    return wait_for_job(start_import(), has_ended);
  }

  Canary canary_;
};

TEST_P(HostileRedirects, EndTheFileAtOnceAndReachNobody) {
  std::vector<std::string> targets;
  for (const auto target : kHostileTargets) targets.push_back(with_port(target));
  const RedirectingDrive drive{targets};
  const auto job = import_from(drive.origin());
  EXPECT_EQ(number(job, "failed_files"), static_cast<std::int64_t>(targets.size()));
  EXPECT_EQ(number(job, "imported_files"), 0);
  const auto page = get("/import/jobs/" + json::text_at(job, "job_id") + "/files?limit=100");
  for (const auto& value : *json::array_at(page, "files")) {
    const auto& file = value.as_object();
    EXPECT_EQ(json::text_at(file, "state"), "failed") << value;
    EXPECT_EQ(json::text_at(file, "reason"), "source_forbidden") << value;
    EXPECT_THAT(json::text_at(file, "detail"), HasSubstr("redirected to")) << value;
    EXPECT_THAT(json::text_at(file, "detail"), Not(HasSubstr(kApiKey)));
    EXPECT_EQ(number(file, "attempts"), 1) << value;
  }
  EXPECT_EQ(canary_.connections(), 0);
}

TEST_P(HostileRedirects, WrittenWithBackslashesStayWhereTheyAre) {
  // A browser would take a backslash for a slash and leave the host.
  const RedirectingDrive drive{
      {with_port("/\\127.0.0.1:PORT/"), with_port("\\\\127.0.0.1:PORT\\x")}};
  const auto job = import_from(drive.origin());
  EXPECT_EQ(number(job, "failed_files"), 2);
  EXPECT_EQ(canary_.connections(), 0);
}

TEST_P(HostileRedirects, OfTheFolderItselfAreNotFollowed) {
  const LoopbackServer drive{LoopbackServer::answering([&](const LoopbackRequest&) {
    return loopback_answer(302, "", {{"Location", with_port("http://127.0.0.1:PORT/")}});
  })};
  const auto job = import_from(drive.origin());
  EXPECT_EQ(json::text_at(job, "status"), "failed");
  EXPECT_EQ(canary_.connections(), 0);
}

INSTANTIATE_TEST_SUITE_P(Drive, HostileRedirects, testing::Values(std::string{kApiKey}, ""),
                         [](const auto& tested) {
                           return tested.param.empty() ? "WithoutKey" : "WithKey";
                         });

class OtherRedirects : public ServedProgram {
 protected:
  Canary canary_;
};

TEST_F(OtherRedirects, AreNotFollowedBehindOneThatIsAllowed) {
  const auto end = "http://127.0.0.1:" + canary_.port() + "/";
  const LoopbackServer drive{LoopbackServer::answering([&](const LoopbackRequest& request) {
    const bool is_first = request.target.find("/again") == std::string::npos;
    return loopback_answer(302, "", {{"Location", is_first ? "/again?key=x" : end}});
  })};
  const SystemClock clock;
  HttpClient client{{.trusted_origins = {drive.origin()}}, clock, Limits{}};
  const auto answer = client.send({}, {.url = drive.origin() + "/a", .allow_redirects = true});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::source_forbidden);
  EXPECT_EQ(drive.requests().size(), 2U);
  EXPECT_EQ(canary_.connections(), 0);
}

TEST_F(OtherRedirects, AreNotMadeByProxiesOfTheEnvironment) {
  std::map<std::string, std::string> settings;
  for (const auto* name :
       {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
    settings[name] = "http://127.0.0.1:" + canary_.port();
  }
  settings["no_proxy"] = settings["NO_PROXY"] = "";
  serve({.photos = 10, .folders = 1, .odd_entries = false}, settings);
  const auto job = wait_for_job(start_import(), has_ended);
  EXPECT_EQ(number(job, "imported_files"), 10);
  EXPECT_EQ(canary_.connections(), 0);
}

}  // namespace
}  // namespace pixferry
