#include "pipeline/source/google_drive/public_folder_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = DriveItem::Kind;

#define FILE_1 "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
#define TYPE_ICON "https://drive-thirdparty.googleusercontent.com/16/type/"

std::string page_with(const std::string& entries) {
  return "<html><head><title>Été &amp; 2024</title></head><body class=\"flip-embedded\"><div "
         "id=\"flip-contents\" class=\"flip-contents flip-list-view\"><div "
         "class=\"flip-list-header\"></div><div class=\"flip-entries\">" +
         entries + "</div></div></body></html>";
}

std::string entry(const std::string& id, const std::string& href, const std::string& icon,
                  const std::string& name) {
  return "<div class=\"flip-entry\" id=\"entry-" + id +
         "\" tabindex=\"0\" role=\"link\"><div class=\"flip-entry-info\"><a href=\"" + href +
         "\" target=\"_blank\"><div class=\"flip-entry-visual\"><div "
         "class=\"flip-entry-visual-card\"><div class=\"flip-entry-thumb\"><img "
         "src=\"https://lh3.googleusercontent.com/drive-storage/TOKEN=s190\" alt=\"JPEG "
         "Image\"/></div></div></div><div class=\"flip-entry-list-icon\">" +
         icon + "</div><div class=\"flip-entry-title\">" + name +
         "</div></a></div><div class=\"flip-entry-last-modified\"><div>10/29/20</div></div></div>";
}

std::string type_icon(const std::string& type) {
  return "<img src=\"" TYPE_ICON + type + "\" alt=\"\"/>";
}

PublicFolderPage read_page(const std::string& page) {
  const auto found = read_public_folder_page(page, Limits{});
  EXPECT_TRUE(found) << found.error().message;
  return found ? *found : PublicFolderPage{};
}

DriveItem read_entry(const std::string& text) {
  const auto page = read_page(page_with(text));
  EXPECT_THAT(page.items, SizeIs(1));
  return page.items.empty() ? DriveItem{} : page.items.front();
}

Error refusal(const std::string& page) {
  const auto found = read_public_folder_page(page, Limits{});
  EXPECT_FALSE(found);
  return found ? Error{ErrorCode::internal, ""} : found.error();
}

TEST(PublicFolderPage, TellsAFilesNameIdKeyAndType) {
  const auto file = read_entry(entry(
      FILE_1, "https://drive.google.com/file/d/" FILE_1 "/view?usp=drive_web&amp;resourcekey=0-k",
      type_icon("image/jpeg"), "a &amp; &lt;b&gt;&#39;.jpg"));
  EXPECT_EQ(file.kind, Kind::file);
  EXPECT_EQ(file.file.id, FILE_1);
  EXPECT_EQ(file.file.name, "a & <b>'.jpg");
  EXPECT_EQ(file.file.mime_type, "image/jpeg");
  EXPECT_EQ(file.file.resource_key, "0-k");
  EXPECT_FALSE(file.file.size_bytes || file.file.sha256 || file.file.md5);
  EXPECT_THAT(file.file.revision, IsEmpty()) << "the page's dates change with the day";
}

TEST(PublicFolderPage, TellsFoldersFromFiles) {
  const std::string icon =
      "<div aria-label=\"Folder\" class=\"flip-icon drive-sprite-folder-list-shared-icon\"></div>";
  const auto folder = read_entry(entry(
      FILE_1, "https://drive.google.com/drive/folders/" FILE_1 "?resourcekey=0-k", icon, "Sub"));
  EXPECT_EQ(folder.kind, Kind::folder);
  EXPECT_EQ(folder.file.id, FILE_1);
  EXPECT_EQ(folder.file.resource_key, "0-k");
  EXPECT_EQ(read_entry(entry(FILE_1, "https://drive.google.com/open?id=" FILE_1, icon, "Sub")).kind,
            Kind::folder)
      << "an address that may be either's is decided by the icon";
}

TEST(PublicFolderPage, TellsGooglesDocuments) {
  for (const auto* kind : {"document", "spreadsheets", "presentation", "forms"}) {
    const auto document = read_entry(entry(
        FILE_1, std::string{"https://docs.google.com/"} + kind + "/d/" FILE_1 "/edit", "", "x"));
    EXPECT_EQ(document.kind, Kind::google_document) << kind;
    EXPECT_EQ(document.file.id, FILE_1);
    EXPECT_EQ(document.file.mime_type, std::string{"application/vnd.google-apps."} + kind);
  }
  const auto site = read_entry(entry(FILE_1, "https://sites.google.com/d/" FILE_1, "", "x"));
  EXPECT_EQ(site.kind, Kind::google_document);
  EXPECT_EQ(site.file.mime_type, "application/vnd.google-apps.unknown");
}

TEST(PublicFolderPage, AnEntryWhoseAddressSaysNothingIsAFileOfItsOwnId) {
  for (const auto* href : {"", "https://drive.google.com/other/page", "javascript:x"}) {
    const auto file = read_entry(entry(FILE_1, href, type_icon("image/png"), "x.png"));
    EXPECT_EQ(file.kind, Kind::file) << href;
    EXPECT_EQ(file.file.id, FILE_1) << href;
  }
}

TEST(PublicFolderPage, KeepsAllEntriesInTheirOrderEvenOfOneName) {
  std::string entries;
  for (int i = 0; i < 3000; ++i) {
    const auto id = "1Item" + std::to_string(100'000 + i);
    entries += entry(id, "https://drive.google.com/file/d/" + id + "/view", "", "same.jpg");
  }
  const auto page = read_page(page_with(entries));
  ASSERT_THAT(page.items, SizeIs(3000));
  EXPECT_EQ(page.title, "Été & 2024");
  EXPECT_EQ(page.items.front().file.id, "1Item100000");
  EXPECT_EQ(page.items.back().file.id, "1Item102999");
}

TEST(PublicFolderPage, HostileNamesAreTextAndNothingElse) {
  const auto named = [](const std::string& name) {
    return read_entry(entry(FILE_1, "", "", name)).file.name;
  };
  EXPECT_EQ(named("../../etc/passwd"), "../../etc/passwd");
  EXPECT_EQ(named("&lt;/div&gt;&lt;div class=&quot;flip-entry&quot;&gt;"),
            "</div><div class=\"flip-entry\">");
  EXPECT_EQ(named("line\nbreak\t"), "line\nbreak\t");
  EXPECT_EQ(named("\xff&#0;"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(named("very <wbr>long"), "very long");
  EXPECT_EQ(named(""), "");
  EXPECT_EQ(named(std::string(10'000, 'n')).size(), Limits{}.name_bytes_max);
}

TEST(PublicFolderPage, AnEmptyFolderIsNoError) {
  EXPECT_THAT(read_page(page_with("")).items, IsEmpty());
}

TEST(PublicFolderPage, AnotherPageIsNoEmptyFolder) {
  for (const auto* page : {"", "plain text", "<html><title>Pictures</title><body></body></html>",
                           "{\"error\":{}}", "<div class=\"flip-entries-other\"></div>"}) {
    const auto error = refusal(page);
    EXPECT_EQ(error.code, ErrorCode::network) << page;
    EXPECT_THAT(error.message, HasSubstr("may have built it anew"));
  }
  EXPECT_EQ(refusal("<title>Sign in - Google Accounts</title><form></form>").code,
            ErrorCode::folder_not_found);
}

TEST(PublicFolderPage, NoEntryIsLostSilently) {
  const auto whole = page_with(entry(FILE_1, "", "", "x.jpg"));
  const auto cut_in_tag = whole.substr(0, whole.find("flip-entry-title"));
  EXPECT_EQ(refusal(cut_in_tag).code, ErrorCode::network);
  const auto two = page_with(entry(FILE_1, "", "", "x.jpg") + entry("1Second", "", "", "y.jpg"));
  const auto cut_in_second = two.substr(0, two.find("1Second"));
  EXPECT_THAT(refusal(cut_in_second).message, HasSubstr("cut off"));
  const auto nameless = whole.substr(0, whole.find("<div class=\"flip-entry-title"));
  EXPECT_THAT(refusal(nameless).message, HasSubstr("no name"));
  for (const auto* id : {"", "a b", "x'y", "../x"}) {
    EXPECT_THAT(refusal(page_with(entry(id, "", "", "x.jpg"))).message, HasSubstr("no usable id"));
  }
}

#undef FILE_1
#undef TYPE_ICON

}  // namespace
}  // namespace pixferry
