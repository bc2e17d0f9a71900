#include "pipeline/source/link.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace pixferry {
namespace {

using enum Link::Target;

constexpr const char* kId = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345";

struct Accepted {
  const char* text;
  Link::Target target = folder;
  const char* resource_key = "";
  const char* id = kId;
};

void PrintTo(const Accepted& link, std::ostream* out) {
  *out << link.text;
}

class AcceptedLink : public testing::TestWithParam<Accepted> {};

TEST_P(AcceptedLink, IsTakenApart) {
  const auto link = parse_link(GetParam().text, Limits{});
  ASSERT_TRUE(link) << GetParam().text << ": " << link.error().message;
  EXPECT_EQ(link->source, SourceKind::google_drive);
  EXPECT_EQ(link->id, GetParam().id) << GetParam().text;
  EXPECT_EQ(link->target, GetParam().target) << GetParam().text;
  EXPECT_EQ(link->resource_key, GetParam().resource_key) << GetParam().text;
}

#define ID "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
#define KEY "0-AbCdEfGhIjKlMnOpQrStUv"
constexpr Accepted kAcceptedDrive[] = {
    {"https://drive.google.com/drive/folders/" ID},
    {"https://drive.google.com/drive/folders/" ID "/"},
    {"https://drive.google.com/drive/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/folders/" ID "?usp=drive_link"},
    {"https://drive.google.com/drive/folders/" ID "?usp=share_link"},
    {"https://drive.google.com/drive/folders/" ID "?"},
    {"https://drive.google.com/drive/folders/" ID "?&&=x&a"},
    {"https://drive.google.com/drive/folders/" ID "#grid"},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey=" KEY "&usp=sharing", folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?usp=sharing&resourcekey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourceKey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey="},
    {"https://drive.google.com/drive/u/0/folders/" ID},
    {"https://drive.google.com/drive/u/12/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/mobile/folders/" ID},
    {"https://drive.google.com/drive/mobile/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/mobile/folders/" ID "/more/of/it"},
    {"https://drive.google.com/drive/mobile/u/1/folders/" ID},
    {"https://drive.google.com/a/example.com/drive/folders/" ID},
    {"https://drive.google.com/open?id=" ID, unknown},
    {"https://drive.google.com/open?usp=drive_fs&id=" ID, unknown},
    {"https://drive.google.com/open?id=" ID "&resourcekey=" KEY, unknown, KEY},
    {"https://drive.google.com/u/0/open?id=" ID, unknown},
    {"https://drive.google.com/a/example.com/open?id=" ID, unknown},
    {"https://drive.google.com/folderview?id=" ID},
    {"https://drive.google.com/folderview?id=" ID "&usp=sharing&tid=1234567890"},
    {"https://drive.google.com/folderview?usp=sharing&id=" ID},
    {"https://drive.google.com/embeddedfolderview?id=" ID "#list"},
    {"https://drive.google.com/embeddedfolderview?id=" ID "&resourcekey=" KEY "#grid", folder, KEY},
    {"HTTPS://Drive.Google.COM/drive/folders/" ID},
    {"drive.google.com/drive/folders/" ID},
    {"drive.google.com/open?id=" ID, unknown},
    {"  https://drive.google.com/drive/folders/" ID "\r\n"},
    {"\t https://drive.google.com/drive/folders/" ID "\v\f "},
    {"https://drive.google.com/%64rive/folders/%31AbCdEfGhIjKlMnOpQrStUvWxYz012345"},
    {"https://drive.google.com/open?%69d=" ID, unknown},
    {"https://drive.google.com/drive/folders/" ID "?q=%C3%A9&r=é"},
    {"https://drive.google.com/drive/folders/0ABcDeFgHiJkLmNPVA", folder, "", "0ABcDeFgHiJkLmNPVA"},

    // Single files.
    {"https://drive.google.com/file/d/" ID "/view?usp=sharing", file},
    {"https://drive.google.com/file/d/" ID "/view?usp=sharing&resourcekey=" KEY, file, KEY},
    {"https://drive.google.com/file/d/" ID "/edit", file},
    {"https://drive.google.com/file/d/" ID "/preview", file},
    {"https://drive.google.com/file/d/" ID, file},
    {"https://drive.google.com/file/u/0/d/" ID "/view", file},
    {"https://drive.google.com/a/example.com/file/d/" ID "/view", file},
    {"https://docs.google.com/file/d/" ID "/edit", file},
    {"https://drive.google.com/uc?id=" ID, file},
    {"https://drive.google.com/uc?export=download&confirm=t&id=" ID, file},
    {"https://drive.google.com/u/0/uc?id=" ID "&export=download", file},
    {"https://drive.google.com/a/example.com/uc?id=" ID, file},
    {"https://docs.google.com/uc?export=download&id=" ID, file},
    {"https://drive.google.com/thumbnail?id=" ID "&sz=w1600", file},
    {"https://drive.usercontent.google.com/download?id=" ID "&export=download", file},
    {"https://drive.usercontent.google.com/u/0/uc?id=" ID "&export=download", file},
    {"https://lh3.googleusercontent.com/d/" ID "=w800", file},
    {"https://lh3.googleusercontent.com/d/" ID, file},

    // In the addresses of others.
    {"https://www.google.com/url?q=https%3A%2F%2Fdrive.google.com%2Fdrive%2Ffolders%2F" ID
     "%3Fresourcekey%3D" KEY "&sa=D&source=editors",
     folder, KEY},
    {"https://www.google.com/url?q=https://drive.google.com/drive/folders/" ID "?usp=x&sa=D"},
    {"https://www.google.com/url?sa=t&url=https://drive.google.com/drive/folders/" ID},
    {"https://slack-redir.net/link?url=https%3A%2F%2Fdrive.google.com%2Fdrive%2Ffolders%2F" ID},
    {"https://l.facebook.com/l.php?u=https%3A%2F%2Fdrive.google.com%2Fopen%3Fid%3D" ID "&h=AT0",
     unknown},
    {"https://eur01.safelinks.protection.outlook.com/?url="
     "https%3A%2F%2Fdrive.google.com%2Fdrive%2Ffolders%2F" ID "&data=05%7C01&reserved=0"},
    {"https://www.google.com/url?q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D"
     "https%253A%252F%252Fdrive.google.com%252Fdrive%252Ffolders%252F" ID},

    // In a message, in quotes, in markup.
    {"Hi! The photos: https://drive.google.com/drive/folders/" ID ". See you,\nAnn"},
    {"https://drive.google.com/drive/folders/" ID " and more"},
    {"https://drive.google.com/drive/folders/" ID "?a=\tb"},
    {"see drive.google.com/drive/folders/" ID ", please"},
    {"\"https://drive.google.com/drive/folders/" ID "\""},
    {"'https://drive.google.com/drive/folders/" ID "'"},
    {"'drive.google.com/drive/folders/" ID "'"},
    {"`https://drive.google.com/drive/folders/" ID "`"},
    {"“https://drive.google.com/drive/folders/" ID "”."},
    {"«drive.google.com/drive/folders/" ID "»"},
    {"(https://drive.google.com/drive/folders/" ID ")"},
    {"**https://drive.google.com/drive/folders/" ID "**"},
    {"<https://drive.google.com/drive/folders/" ID ">"},
    {"<https://drive.google.com/drive/folders/" ID "|The photos>"},
    {"<https://drive.google.com/drive/folders/" ID "|drive.google.com/drive/folders/" ID ">"},
    {"[The photos](https://drive.google.com/drive/folders/" ID ")"},
    {"[https://drive.google.com/drive/folders/" ID "](https://drive.google.com/drive/folders/" ID
     "?resourcekey=" KEY ")",
     folder, KEY},
    {"[photos]: https://drive.google.com/drive/folders/" ID " \"The photos\""},
    {"<a href=\"https://drive.google.com/drive/folders/" ID "?usp=x&amp;resourcekey=" KEY
     "\">x</a>",
     folder, KEY},
    {"https://example.com/blog tells more: https://drive.google.com/drive/folders/" ID "!"},
};
INSTANTIATE_TEST_SUITE_P(Link, AcceptedLink, testing::ValuesIn(kAcceptedDrive));

#undef ID
#undef KEY

}  // namespace
}  // namespace pixferry
