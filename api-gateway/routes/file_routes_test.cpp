#include "api-gateway/routes/file_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class FileRoutes : public GatewayFixture {
 protected:
  /// A finished job: one image, two files that failed, one that was skipped.
  std::string job_with_failures() {
    const auto id = start_job();
    const auto leases = claim_images(id, {"a.jpg", "b.jpg", "c.jpg", "d.jpg"});
    finish({{leases[0], fresh_image()},
            {leases[1], Failed{ErrorCode::network, "The connection broke."}},
            {leases[2], Failed{ErrorCode::source_forbidden, "No downloads \"here\"."}},
            {leases[3], Skipped{ErrorCode::unsupported_type, "A film."}}});
    return id;
  }

  boost::json::value files(const std::string& job, const std::string& query = "") {
    const auto response = get("/import/jobs/" + job + "/files" + query);
    EXPECT_EQ(response.status, 200) << text(response);
    return json(response);
  }

  static std::vector<std::string> paths(const boost::json::value& page) {
    std::vector<std::string> found;
    for (const auto& file : page.at("files").as_array()) {
      found.emplace_back(file.at("path").as_string());
    }
    return found;
  }
};

using Paths = std::vector<std::string>;

TEST_F(FileRoutes, ShowWhatBecameOfEachFile) {
  const auto page = files(job_with_failures());
  ASSERT_EQ(paths(page), (Paths{"Sea/a.jpg", "Sea/b.jpg", "Sea/c.jpg", "Sea/d.jpg"}));
  const auto& imported = page.at("files").at(0);
  EXPECT_EQ(imported.at("state"), "imported");
  EXPECT_EQ(imported.at("size"), 1000);
  EXPECT_EQ(imported.at("image_id"), json(get("/images")).at("images").at(0).at("id"));
  EXPECT_TRUE(imported.at("reason").is_null());
  const auto& failed = page.at("files").at(2);
  EXPECT_EQ(failed.at("state"), "failed");
  EXPECT_EQ(failed.at("reason"), "source_forbidden");
  EXPECT_EQ(failed.at("detail"), "No downloads \"here\".");
  EXPECT_EQ(failed.at("attempts"), 1);
  EXPECT_TRUE(failed.at("image_id").is_null());
  EXPECT_TRUE(page.at("next_cursor").is_null());
}

TEST_F(FileRoutes, FilterByStateAndReason) {
  const auto id = job_with_failures();
  EXPECT_EQ(paths(files(id, "?state=failed")), (Paths{"Sea/b.jpg", "Sea/c.jpg"}));
  EXPECT_EQ(paths(files(id, "?reason=unsupported_type")), Paths{"Sea/d.jpg"});
  EXPECT_EQ(paths(files(id, "?state=failed&reason=network")), Paths{"Sea/b.jpg"});
  EXPECT_EQ(paths(files(id, "?state=pending")), Paths{});
  EXPECT_EQ(paths(files(id, "?state=&reason=&cursor=&limit=")).size(), 4u);
}

TEST_F(FileRoutes, ShowWhatIsBeingImportedRightNow) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg", "c.jpg"});
  finish({{leases[0], fresh_image()}});
  const auto first = get("/import/jobs/" + id + "/files?state=importing&limit=1");
  EXPECT_EQ(paths(json(first)), Paths{"Sea/b.jpg"});
  EXPECT_EQ(json(first).at("files").at(0).at("state"), "pending");
  const auto cursor = std::string{json(first).at("next_cursor").as_string()};
  const auto next = "/import/jobs/" + id + "/files?state=importing&cursor=" + cursor + "&limit=1";
  EXPECT_EQ(first.headers.find("Link"), "<" + next + R"(>; rel="next")");
  EXPECT_EQ(paths(json(get(next))), Paths{"Sea/c.jpg"});
  clock_.advance(Limits{}.lease);
  EXPECT_EQ(paths(files(id, "?state=importing")), Paths{}) << "their worker is gone";
}

TEST_F(FileRoutes, LeadFromPageToPageAndKeepTheFilter) {
  const auto id = job_with_failures();
  const auto first = get("/import/jobs/" + id + "/files?limit=1&state=failed");
  EXPECT_EQ(paths(json(first)), Paths{"Sea/b.jpg"});
  const auto cursor = std::string{json(first).at("next_cursor").as_string()};
  const auto next = "/import/jobs/" + id + "/files?state=failed&cursor=" + cursor + "&limit=1";
  EXPECT_EQ(first.headers.find("Link"), "<" + next + R"(>; rel="next")");
  const auto second = get(next);
  EXPECT_EQ(paths(json(second)), Paths{"Sea/c.jpg"});
  EXPECT_TRUE(json(second).at("next_cursor").is_null());
  EXPECT_FALSE(second.headers.contains("Link"));
}

TEST_F(FileRoutes, LinkToTheNextPageOfAReason) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish(
      {{leases[0], Failed{ErrorCode::network, ""}}, {leases[1], Failed{ErrorCode::network, ""}}});
  const auto link = std::string{
      get("/import/jobs/" + id + "/files?reason=network&limit=1").headers.find("Link").value()};
  EXPECT_NE(link.find("/files?reason=network&cursor="), link.npos) << link;
}

TEST_F(FileRoutes, ShowWhatIsGoneSinceTheLastImport) {
  import_images(start_job(), {"a.jpg", "b.jpg", "c.jpg"});
  clock_.advance(std::chrono::seconds{1});
  const auto id = start_job();
  EXPECT_TRUE(json(get("/import/jobs/" + id)).at("vanished_files").is_null());
  import_images(id, {"b.jpg"});
  EXPECT_EQ(json(get("/import/jobs/" + id)).at("vanished_files"), 2);
  const auto first = get("/import/jobs/" + id + "/vanished?limit=1");
  EXPECT_EQ(paths(json(first)), Paths{"Sea/a.jpg"});
  const auto cursor = std::string{json(first).at("next_cursor").as_string()};
  const auto next = "/import/jobs/" + id + "/vanished?cursor=" + cursor + "&limit=1";
  EXPECT_EQ(first.headers.find("Link"), "<" + next + R"(>; rel="next")");
  EXPECT_EQ(paths(json(get(next))), Paths{"Sea/c.jpg"});
  EXPECT_FALSE(get(next).headers.contains("Link"));
  EXPECT_EQ(get("/import/jobs/" + id + "/vanished?limit=0").status, 422);
}

TEST_F(FileRoutes, AreEmptyBeforeTheFolderIsListed) {
  const auto id = start_job();
  EXPECT_EQ(paths(files(id)), Paths{});
  EXPECT_TRUE(json(get("/import/jobs/" + id + "/failures")).at("failures").as_array().empty());
}

TEST_F(FileRoutes, RefuseAFilterThatMeansNothing) {
  const auto id = start_job();
  for (const std::string query :
       {"state=done", "reason=network&state=importing", "reason=bad_luck", "limit=0", "limit=101",
        "cursor=x", "cursor=-1", "cursor=99999999999999999999", "state=failed%27--",
        "reason=%FF"}) {
    const auto response = get("/import/jobs/" + id + "/files?" + query);
    EXPECT_EQ(response.status, 422) << query;
    const auto name = query.substr(0, query.find('='));
    EXPECT_EQ(json(response).at("errors").at(0).at("pointer").as_string(), "query:" + name);
  }
}

TEST_F(FileRoutes, NameEveryWrongFieldAtOnce) {
  const auto response = get("/import/jobs/" + start_job() + "/files?state=x&reason=y&limit=z");
  EXPECT_EQ(json(response).at("errors").as_array().size(), 3u);
}

TEST_F(FileRoutes, KnowNoJobWithAnUnknownOrMalformedId) {
  for (const std::string id : {"550e8400-e29b-41d4-a716-446655440000", "7", "%27%20OR%201=1"}) {
    for (const std::string what : {"/files", "/failures", "/vanished"}) {
      const auto response = get("/import/jobs/" + id + what);
      EXPECT_EQ(response.status, 404) << id;
      EXPECT_EQ(json(response).at("code"), "job_not_found");
    }
  }
}

TEST_F(FileRoutes, GroupFailuresByReasonWithWhatToDo) {
  const auto reply = json(get("/import/jobs/" + job_with_failures() + "/failures"));
  const auto& failures = reply.at("failures").as_array();
  ASSERT_EQ(failures.size(), 2u);
  EXPECT_EQ(failures[0].at("reason"), "network");
  EXPECT_EQ(failures[0].at("count"), 1);
  EXPECT_EQ(failures[0].at("retryable"), true);
  EXPECT_EQ(failures[0].at("example").at("name"), "b.jpg");
  EXPECT_EQ(failures[0].at("example").at("detail"), "The connection broke.");
  EXPECT_EQ(failures[1].at("reason"), "source_forbidden");
  EXPECT_EQ(failures[1].at("retryable"), false);
  EXPECT_EQ(failures[1].at("hint").as_string(), hint(ErrorCode::source_forbidden));
}

}  // namespace
}  // namespace pixferry
