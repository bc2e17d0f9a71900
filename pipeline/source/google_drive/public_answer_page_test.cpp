#include "pipeline/source/google_drive/public_answer_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using PageKind = PublicAnswerPage::Kind;

#define HIDDEN(name, value) "<input type=\"hidden\" name=\"" name "\" value=\"" value "\">"
#define FORM "<form id=\"download-form\" action=\"https://drive.usercontent.google.com/download\">"

TEST(PublicAnswerPage, AConfirmationHasAllHiddenFieldsOfItsForm) {
  const auto page = read_public_answer_page(
      "<html><head><title>Google Drive - Virus scan warning</title></head><body><form "
      "id=\"search\">" HIDDEN(
          "q",
          "x") "</form>" FORM
               "<input type=\"submit\" id=\"uc-download-link\" value=\"Download anyway\"/>" HIDDEN(
                   "id", "1FileId") HIDDEN("export", "download") HIDDEN("confirm", "t")
                   HIDDEN("uuid", "00-a&amp;b") "</form>" HIDDEN("after", "x") "</body></html>");
  EXPECT_EQ(page.kind, PageKind::confirmation);
  EXPECT_THAT(page.fields, ElementsAre(Pair("id", "1FileId"), Pair("export", "download"),
                                       Pair("confirm", "t"), Pair("uuid", "00-a&b")));
}

TEST(PublicAnswerPage, AFormThatConfirmsNothingIsNoConfirmation) {
  for (const auto* text : {"<title>Google Drive - Virus scan warning</title>" FORM "</form>",
                           FORM HIDDEN("id", "1FileId") "</form>", HIDDEN("confirm", "t"),
                           FORM "<input name=\"confirm\" value=\"t\"></form>"}) {
    const auto page = read_public_answer_page(text);
    EXPECT_EQ(page.kind, PageKind::unknown) << text;
    EXPECT_THAT(page.fields, IsEmpty());
  }
}

TEST(PublicAnswerPage, FieldsAreBounded) {
  std::string form = FORM HIDDEN("confirm", "t") HIDDEN("a b", "x");
  form += HIDDEN("long", "") + std::string("<input type=\"hidden\" name=\"longer\" value=\"") +
          std::string(5000, 'x') + "\">";
  for (int i = 0; i < 100; ++i) form += HIDDEN("more", "x");
  const auto page = read_public_answer_page(form);
  EXPECT_EQ(page.kind, PageKind::confirmation);
  EXPECT_EQ(page.fields.size(), 16U);
  for (const auto& [name, value] : page.fields) {
    EXPECT_NE(name, "a b");
    EXPECT_NE(name, "longer");
  }
}

struct KnownPage {
  const char* text;
  PageKind kind;
};

class KnownAnswerPage : public testing::TestWithParam<KnownPage> {};

TEST_P(KnownAnswerPage, IsToldByItsTitleOrItsWords) {
  EXPECT_EQ(read_public_answer_page(GetParam().text).kind, GetParam().kind) << GetParam().text;
}

constexpr KnownPage kPages[] = {
    {"<html><title>Google Drive - Quota exceeded</title>", PageKind::quota},
    {"<html><p class=\"uc-error-subcaption\">Too many users have viewed or downloaded this file "
     "recently.</p>",
     PageKind::quota},
    {"<html><title>Sign in - Google Accounts</title>", PageKind::sign_in},
    {"<html><title>Google Drive: Sign-in</title>", PageKind::sign_in},
    {"<html><p>Sorry, the owner hasn&#39;t given you permission to download this file.</p>",
     PageKind::forbidden},
    {"<html><p>Sorry, this file is infected with a virus.</p>", PageKind::forbidden},
    {"<html><head><title>Sorry...</title></head>", PageKind::automated},
    {"<html>your computer or network may be sending automated queries", PageKind::automated},
    {"<html><title>Error 404 (Not Found)!!1</title>", PageKind::unknown},
    {"<html><!-- <title>Google Drive - Quota exceeded</title> -->", PageKind::unknown},
    {"", PageKind::unknown},
};
INSTANTIATE_TEST_SUITE_P(PublicAnswerPage, KnownAnswerPage, testing::ValuesIn(kPages));

#undef HIDDEN
#undef FORM

}  // namespace
}  // namespace pixferry
