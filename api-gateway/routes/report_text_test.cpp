#include "api-gateway/routes/report_text.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace pixferry::routes {
namespace {

class ReportText : public testing::Test {
 protected:
  ReportText() {
    file_.file.id = FileId{7};
    file_.file.path = "Sea/a.jpg";
    file_.source_file_id = "1AbC";
  }

  std::string line(ReportFormat format) const {
    std::string text;
    append_report_line(text, format, file_, [](const ObjectKey& key) { return "url/" + key.text; });
    return text;
  }
  boost::json::value json() const { return boost::json::parse(line(ReportFormat::jsonl)); }
  /// The second column of the table, as it is written.
  std::string path_as_csv(const std::string& path) {
    file_.file.path = path;
    const auto text = line(ReportFormat::csv);
    return text.substr(2, text.find(",,pending") - 2);
  }

  ReportedFile file_;
};

TEST_F(ReportText, NamesInItsHeadingWhatItsLinesHold) {
  auto heading = report_heading(ReportFormat::csv);
  EXPECT_TRUE(heading.ends_with("\r\n"));
  heading.resize(heading.size() - 2);
  std::string members;
  const auto line_object = json();
  for (const auto& [key, value] : line_object.as_object()) {
    members.append(members.empty() ? "" : ",").append(key);
  }
  EXPECT_EQ(heading, members);
  EXPECT_EQ(report_heading(ReportFormat::jsonl), "");
}

TEST_F(ReportText, EndsEachLineOfItsKind) {
  EXPECT_TRUE(line(ReportFormat::csv).ends_with("\r\n"));
  EXPECT_TRUE(line(ReportFormat::jsonl).ends_with("}\n"));
}

TEST_F(ReportText, LeavesEmptyWhatIsNotKnown) {
  EXPECT_EQ(line(ReportFormat::csv), "7,Sea/a.jpg,,pending,,,0,,1AbC,,,,,,,,,,,,\r\n");
  EXPECT_TRUE(json().at("reason").is_null());
  EXPECT_TRUE(json().at("storage_url").is_null());
}

TEST_F(ReportText, TellsWhatIsStoredAndWhere) {
  file_.file.image = ImageId{9};
  file_.finished_at = from_milliseconds(1'000);
  file_.stored = ReportedFile::Stored{"cafe", 12, "image/png", {"o/ab/x.png"}, std::nullopt};
  EXPECT_EQ(line(ReportFormat::csv),
            "7,Sea/a.jpg,,pending,,,0,1970-01-01T00:00:01Z,1AbC,,,,,,9,cafe,12,image/png,,"
            "o/ab/x.png,url/o/ab/x.png\r\n");
  EXPECT_EQ(json().at("stored_size"), 12);
  EXPECT_EQ(json().at("storage_url"), "url/o/ab/x.png");
}

TEST_F(ReportText, QuotesWhatWouldEndAFieldOrALine) {
  EXPECT_EQ(path_as_csv("a, b.jpg"), "\"a, b.jpg\"");
  EXPECT_EQ(path_as_csv("say \"cheese\".jpg"), "\"say \"\"cheese\"\".jpg\"");
  EXPECT_EQ(path_as_csv("two\nlines.jpg"), "\"two\nlines.jpg\"");
  EXPECT_EQ(path_as_csv("two\r\nlines.jpg"), "\"two\r\nlines.jpg\"");
  EXPECT_EQ(path_as_csv("plain 'one'.jpg"), "plain 'one'.jpg");
}

TEST_F(ReportText, LetsNoSpreadsheetComputeANameOfAStranger) {
  EXPECT_EQ(path_as_csv("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(path_as_csv("=1,2"), "\"'=1,2\"");
  for (const std::string path : {"+1", "-1", "@a", "\t=1"})
    EXPECT_EQ(path_as_csv(path), "'" + path);
  EXPECT_EQ(path_as_csv("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(path_as_csv("a=1"), "a=1");
  EXPECT_EQ(json().at("path"), "a=1");
}

TEST_F(ReportText, GivesJsonTheTextsAsTheyAre) {
  file_.file.path = "=1\"\n\xE2\x98\x83";
  EXPECT_EQ(json().at("path").as_string(), file_.file.path);
}

}  // namespace
}  // namespace pixferry::routes
