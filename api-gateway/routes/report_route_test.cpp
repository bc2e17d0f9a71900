#include "api-gateway/routes/report_route.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

#include <boost/json/parse.hpp>

namespace pixferry {
namespace {

class ReportRoute : public GatewayFixture {
 protected:
  /// The body of a streamed reply, and of how many pieces it came.
  std::string body_of(const http::Response& response) {
    const auto stream = std::get<http::StreamBody>(response.body);
    std::string body;
    for (pieces_ = 0;; ++pieces_) {
      const auto piece = stream->next(context_);
      EXPECT_TRUE(piece) << piece.error().message;
      if (!piece || piece->empty()) return body;
      body += *piece;
    }
  }
  static std::int64_t lines_in(const std::string& text) { return std::ranges::count(text, '\n'); }

  int pieces_ = 0;
};

TEST_F(ReportRoute, IsATableOfAllFilesToBeKept) {
  const auto id = start_job();
  import_images(id, {"a.jpg", "b, c.jpg"});
  const auto response = get("/import/jobs/" + id + "/report.csv");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Content-Type"), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(response.headers.find("Content-Disposition"),
            "attachment; filename=\"pixferry-" + id + ".csv\"");
  const auto body = body_of(response);
  EXPECT_TRUE(body.starts_with("file_id,path,size,state,")) << body;
  EXPECT_EQ(lines_in(body), 3);
  EXPECT_NE(body.find("\"Sea/b, c.jpg\""), body.npos) << body;
  EXPECT_NE(body.find(",http://127.0.0.1:8000/objects/o/"), body.npos) << body;
}

TEST_F(ReportRoute, IsAJsonObjectALine) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish({{leases[0], fresh_image()}, {leases[1], Failed{ErrorCode::network, "Cut off."}}});
  const auto response = get("/import/jobs/" + id + "/report.jsonl");
  EXPECT_EQ(response.headers.find("Content-Type"), "application/jsonl; charset=utf-8");
  const auto body = body_of(response);
  const auto first = boost::json::parse(body.substr(0, body.find('\n')));
  EXPECT_EQ(first.at("state"), "imported");
  EXPECT_EQ(first.at("sha256").as_string().size(), 64u);
  const auto second = boost::json::parse(body.substr(body.find('\n') + 1));
  EXPECT_EQ(second.at("reason"), "network");
}

TEST_F(ReportRoute, ComesInPiecesWhenTheJobIsLarge) {
  const auto id = start_job();
  std::vector<std::string> names;
  for (int i = 0; i < 1001; ++i) names.push_back(std::to_string(i) + ".jpg");
  claim_images(id, names);
  EXPECT_EQ(lines_in(body_of(get("/import/jobs/" + id + "/report.jsonl"))), 1001);
  EXPECT_EQ(pieces_, 3);
}

TEST_F(ReportRoute, OfAnEmptyJobIsItsHeadingAlone) {
  const auto id = start_job();
  EXPECT_EQ(lines_in(body_of(get("/import/jobs/" + id + "/report.csv"))), 1);
  EXPECT_EQ(body_of(get("/import/jobs/" + id + "/report.jsonl")), "");
}

TEST_F(ReportRoute, IsNarrowedDownToWhatIsAskedFor) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish({{leases[0], fresh_image()}, {leases[1], Failed{ErrorCode::network, "Cut off."}}});
  const auto path = "/import/jobs/" + id + "/report.jsonl";
  EXPECT_EQ(lines_in(body_of(get(path + "?state=failed"))), 1);
  EXPECT_EQ(lines_in(body_of(get(path + "?reason=network"))), 1);
  EXPECT_EQ(lines_in(body_of(get(path + "?state=pending"))), 0);
  EXPECT_EQ(get(path + "?state=lost").status, 422);
}

TEST_F(ReportRoute, IsNotThereForAJobThatIsNot) {
  const std::string id = "550e8400-e29b-41d4-a716-446655440000";
  EXPECT_EQ(get("/import/jobs/" + id + "/report.csv").status, 404);
  EXPECT_EQ(get("/import/jobs/nonsense/report.jsonl").status, 404);
}

TEST_F(ReportRoute, BreaksOffWithItsJob) {
  const auto id = start_job();
  import_images(id, {"a.jpg"});
  const auto response = get("/import/jobs/" + id + "/report.csv");
  {
    const auto transaction = *database_->begin(context_, Access::write);
    ASSERT_TRUE(transaction->query("DELETE FROM pixferry.job", {}));
    ASSERT_TRUE(transaction->commit());
  }
  const auto piece = std::get<http::StreamBody>(response.body)->next(context_);
  ASSERT_FALSE(piece);
  EXPECT_EQ(piece.error().code, ErrorCode::job_not_found);
}

}  // namespace
}  // namespace pixferry
