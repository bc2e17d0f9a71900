#include <gmock/gmock.h>

#include "tests/served_program.hpp"
#include "tests/ssrf/canary.hpp"

namespace pixferry {
namespace {

using namespace std::string_view_literals;

#define FOLDER "/drive/folders/1AbCdEfGhIjKlMnOpQrStUvWxYz012345"

/// Links that somebody who wants us to connect elsewhere would send. PORT is the canary's.
constexpr std::string_view kHostileLinks[] = {
    // To this machine, by all of its names.
    "http://127.0.0.1:PORT" FOLDER, "https://127.0.0.1:PORT" FOLDER, "127.0.0.1:PORT" FOLDER,
    "//127.0.0.1:PORT" FOLDER, "http://localhost:PORT" FOLDER, "https://LOCALHOST:PORT" FOLDER,
    "http://localhost.:PORT" FOLDER, "http://x.localhost:PORT" FOLDER,
    "http://localhost.localdomain:PORT" FOLDER, "http://127.1:PORT" FOLDER,
    "http://127.0.1:PORT" FOLDER, "http://2130706433:PORT" FOLDER, "http://0x7f000001:PORT" FOLDER,
    "http://0x7f.0.0.1:PORT" FOLDER, "http://0x7f.1:PORT" FOLDER, "http://017700000001:PORT" FOLDER,
    "http://0177.0.0.1:PORT" FOLDER, "http://00000177.0.0.1:PORT" FOLDER, "http://0:PORT" FOLDER,
    "http://0.0.0.0:PORT" FOLDER, "http://127.0.0.1.:PORT" FOLDER, "http://[::1]:PORT" FOLDER,
    "https://[::1]:PORT" FOLDER, "http://[0:0:0:0:0:0:0:1]:PORT" FOLDER, "http://[::]:PORT" FOLDER,
    "http://[::ffff:127.0.0.1]:PORT" FOLDER, "http://[::ffff:7f00:1]:PORT" FOLDER,
    "http://[::127.0.0.1]:PORT" FOLDER, "http://[64:ff9b::7f00:1]:PORT" FOLDER,
    "http://[2002:7f00:1::]:PORT" FOLDER, "http://[::1%25lo]:PORT" FOLDER,
    "http://\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA6.0.0.1:PORT" FOLDER,
    "http://127\xE3\x80\x82"
    "0\xE3\x80\x82"
    "0\xE3\x80\x82"
    "1:PORT" FOLDER,
    "http://\xEF\xBD\x8C\xEF\xBD\x8F\xEF\xBD\x83"
    "alhost:PORT" FOLDER,
    "http://127.0.0.1.nip.io:PORT" FOLDER,
    // With Drive's name where it does not count.
    "https://drive.google.com@127.0.0.1:PORT" FOLDER,
    "https://drive.google.com:443@127.0.0.1:PORT" FOLDER,
    "https://drive.google.com%40127.0.0.1:PORT" FOLDER,
    "https://drive.google.com%00@127.0.0.1:PORT" FOLDER,
    "https://drive.google.com\\@127.0.0.1:PORT" FOLDER,
    "https://127.0.0.1:PORT\\@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT#@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT?@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT/@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT;@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT,drive.google.com" FOLDER,
    "https://127.0.0.1:PORT drive.google.com" FOLDER,
    "https://a:b@127.0.0.1:PORT@drive.google.com" FOLDER,
    "https://127.0.0.1:PORT/drive.google.com" FOLDER,
    "https://127.0.0.1:PORT/?next=https://drive.google.com" FOLDER,
    "https://127.0.0.1:PORT/#https://drive.google.com" FOLDER,
    "https://drive.google.com.127.0.0.1:PORT" FOLDER, "https://drive.google.com:PORT" FOLDER,
    "https://drive.google.com:PORT@localhost" FOLDER,
    "https://drive.google.com.localhost:PORT" FOLDER, "https://drive.google.com.:PORT" FOLDER,
    "https://drive.google.com.evil.tld" FOLDER, "https://drive-google.com" FOLDER,
    "https://drive.google.com.:443" FOLDER, "https://dRiVe.gOoGlE.cOm.eViL.tLd" FOLDER,
    "https://.drive.google.com" FOLDER, "https://drive..google.com" FOLDER,
    "https://drive.google.com%2eevil.tld" FOLDER, "https://drive.google.com%2f@127.0.0.1:PORT/",
    "https://drive.google.com%0d%0a.evil.tld/", "https://xn--drive-google-com.tld" FOLDER,
    "https://drive.g\xD0\xBE\xD0\xBEgle.com" FOLDER, "https://drive\xE2\x80\xA4google.com" FOLDER,
    "https://drive\xEF\xBC\x8Egoogle.com" FOLDER,
    // Characters that parsers disagree about.
    "https://drive.google.com\t@127.0.0.1:PORT" FOLDER,
    "https://drive.google.com\n@127.0.0.1:PORT" FOLDER,
    "https://drive.google.com\r\nHost: 127.0.0.1:PORT" FOLDER, "ht\ttp://127.0.0.1:PORT" FOLDER,
    "http:\n//127.0.0.1:PORT" FOLDER, "http:\\\\127.0.0.1:PORT" FOLDER,
    "http:/127.0.0.1:PORT" FOLDER, "http:127.0.0.1:PORT" FOLDER, "http:///127.0.0.1:PORT" FOLDER,
    "https://drive.google.com/\\127.0.0.1:PORT" FOLDER,
    "https://drive.google.com//127.0.0.1:PORT" FOLDER,
    "https://drive.google.com/../127.0.0.1:PORT" FOLDER,
    "https://drive.google.com/drive/folders/..%2f..%2f127.0.0.1:PORT",
    "https://drive.google.com/drive/folders/@127.0.0.1:PORT",
    "https://drive.google.com/drive/folders/%00127.0.0.1:PORT",
    "https://drive.google.com/open?id=http://127.0.0.1:PORT/",
    "https://drive.google.com/open?id=a'+or+'127.0.0.1:PORT'",
    "https://www.google.com/url?q=http://127.0.0.1:PORT" FOLDER,
    "https://drive.google.com/url?q=http://127.0.0.1:PORT" FOLDER,
    // Other schemes, and other people's networks.
    "file:///etc/passwd", "file://127.0.0.1:PORT/etc/passwd", "gopher://127.0.0.1:PORT/_GET%20/",
    "dict://127.0.0.1:PORT/info", "ftp://127.0.0.1:PORT" FOLDER, "tftp://127.0.0.1:PORT/x",
    "ldap://127.0.0.1:PORT/", "smb://127.0.0.1:PORT/x", "ws://127.0.0.1:PORT" FOLDER,
    "jar:http://127.0.0.1:PORT!/", "url:http://127.0.0.1:PORT" FOLDER,
    "view-source:http://127.0.0.1:PORT" FOLDER, "data:text/html,<img src=//127.0.0.1:PORT>",
    "javascript:fetch('http://127.0.0.1:PORT')", "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/", "http://100.100.100.200/latest/",
    "http://10.0.0.1" FOLDER, "http://192.168.0.1" FOLDER, "http://[fd00:ec2::254]/",
    "http://[fe80::1]" FOLDER};

class HostileLinks : public ServedProgram {
 protected:
  std::string with_port(std::string_view link) const {
    std::string text{link};
    if (const auto at = text.find("PORT"); at != std::string::npos) {
      text.replace(at, 4, canary_.port());
    }
    return text;
  }

  /// Sends the link to that route, and expects a refusal with a reason.
  void expect_refused(const std::string& route, const std::string& link) {
    const json::bj::object body{{"folder_url", link}};
    const auto answer = send("POST", route, json::serialise(body));
    EXPECT_TRUE(answer.status == 400 || answer.status == 422) << link << " " << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << link;
    const auto problem = json::parse_strict(answer.body, {.bytes_max = 1 << 20});
    ASSERT_TRUE(problem) << answer.body;
    EXPECT_EQ(json::text_at(problem->as_object(), "code"), "invalid_folder_url") << answer.body;
    EXPECT_NE(json::text_at(problem->as_object(), "detail"), "") << link;
  }

  void expect_untouched() {
    EXPECT_EQ(canary_.connections(), 0);
    EXPECT_EQ(program_->drive().counters().connections, 0U);
    EXPECT_EQ(json::array_at(get("/import/jobs"), "jobs")->size(), 0U);
  }

  Canary canary_;
};

TEST_F(HostileLinks, AreRefusedWithAReasonAndNobodyIsConnected) {
  static_assert(std::size(kHostileLinks) >= 100);
  serve({.photos = 1, .folders = 1});
  for (const auto link : kHostileLinks) {
    expect_refused("/import/google-drive", with_port(link));
    expect_refused("/import", with_port(link));
  }
  expect_untouched();
}

TEST_F(HostileLinks, OfEightKilobytesAreRefusedToo) {
  serve({.photos = 1, .folders = 1});
  const std::string filling(8192, 'a');
  for (const auto& link :
       {"https://127.0.0.1:PORT/" + filling, "https://" + filling + "@127.0.0.1:PORT" FOLDER,
        "https://" + filling + ".drive.google.com:PORT" FOLDER,
        "https://drive.google.com/drive/folders/" + filling,
        "https://drive.google.com" FOLDER "?usp=" + filling}) {
    expect_refused("/import/google-drive", with_port(link));
  }
  expect_untouched();
}

TEST_F(HostileLinks, ReadAsJsonInStrangeWaysAreRefused) {
  serve({.photos = 1, .folders = 1});
  const std::string link = with_port("http://127.0.0.1:PORT" FOLDER);
  for (const auto& body :
       {R"({"folder_url":[")" + link + R"("]})", R"({"folder_url":{"url":")" + link + R"("}})",
        R"({"folder_url":"https://drive.google.com)" FOLDER R"(","folder_url":")" + link + R"("})",
        R"({"url":")" + link + R"("})", R"({"folder_url":"\u0000)" + link + R"("})",
        "{\"folder_url\":\"\xff" + link + "\"}"}) {
    const auto answer = send("POST", "/import/google-drive", body);
    EXPECT_TRUE(answer.status == 400 || answer.status == 422) << body << " " << answer.body;
  }
  expect_untouched();
}

#undef FOLDER

}  // namespace
}  // namespace pixferry
