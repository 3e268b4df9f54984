"""What people type for a place leads there, or to a question; never silently to another place.

The rows are those of a trial, and more of the same kinds.
"""

from __future__ import annotations

import csv

import pytest

from policies.folding import bare, folded
from policies.models import Region
from policies.place_search.areas import AREAS
from policies.place_search.meant import Meant, places_meant
from tests.policies.views.walking import CHECK
from tests.shipped import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
# What is typed, and the places named, the first ones in this order.
SURE = """
鼓楼 320106 | 南京鼓楼 320106 | 南京_鼓楼 320106 | lasa 540100 | luan 341500 | xian 610100
shanxi 140000 610000 | shaanxi 610000 | sjz 130100 | nanjing 320100 | 蕭山 330109 | 瀋陽 210100
廈門 350200 | 浦東 310115 | 烏魯木齊 650100 | 思茅 530802 | 石河子 659001 | neimenggu 150000
xizang 540000 | 渝北区 500109 500157 | 重庆江北 500157 | 重庆江北区 500157
吴县 320506 320507 | 南京江北 320100 | 青海海南 632500 | liuan 341500 | 萧山市 330109
崇明县 310151 | 宣武区 110102 | 崇文 110101 | 南汇 310115 | 川沙 310115 | 闸北 310106
襄樊 420600 | 渝北 500109 500157 | 臺州 331000 | 苏州园区 320500 | 成都高新区 510100
西咸新区 610100 | 天府新区 510100 511400 | 眉山天府新区 511400 | 天府新区眉山片区 511400
成都天府新区 510100 | 横琴 440400 | 兵团 650000 | 两江新区 500157 | 南京江北新区 320100
南京市 320100 | ＮＡＮＪＩＮＧ 320100 | nánjīng 320100 | 「南京」 320100 | 南京？ 320100
【杭州市】 330100 | （成都） 510100 | 4403 440300 | 44 440000 | 440300000000 440300
440305001 440305 | 500112 500109 500157 | 沪 310000 | 京 110000 | 渝 500000 | 凉山州 513400
四川凉山 513400 | 凉山 513400 | 吉林延边 222400 | 湖南湘西 433100 | 大理州 532900
广州东山区 440104 | 福建龙岩市永定县 350803 | 苏州吴江市 320509 | yubei 500109 500157
重庆渝北 500109 500157 | 静安 310106
武汉经济技术开发区 420100 | 昆山开发区 320583 | 西安高新技术产业开发区 610100 | 亦庄 110000
雄安新区 130000 | 深汕合作区 440300 | 前海 440300 | 光谷 420100 | 兰州新区 620100
新疆兵团第八师 650000 | 郑州航空港区 410100 | 临港 310000 | 合肥高新区 340100
中关村 110000 | 杨凌 610403
长沙经开区 430100 | fanyu 440113 | danxian 371722 | zhongqing 500000 | junxian 410621
leqing 330382 | 盧灣 310101 | 臨滄 530900 | 江蘇省南京市鼓樓區 320106 | 南京_-_鼓楼区 320106
Qu_County 511725 | Qu_County,_Sichuan 511725 | Ju_County 371122 | Quxian_County 511725
大同城区 140213 140214 | 大同南郊区 140212 140213 140214 | 长治城区 140403 | 维扬区 321003
石家庄桥东区 130102 130104 | 九里区 320302 320311 320312 | 潮阳市 440513 440514
杏林区 350205 350211 | 伊春美溪区 230717 | 乌马河区 230717 230718 | 济宁市中区 370811
陶乐县 640104 640221 | Nyingchi 540400 | Garze 513300 | Peking 110000 | Shangri-La 533401
Ejin_Banner 152923 | Hoboksar 654226 | Golmud 632801 | Morin_Dawa 150722 | Amoy 350200 | Kuqa 652902
开封金明区 410202 | 遂宁市中区 510903 510904
锡山市 320205 320206 320211 | 漯河郾城县 411103 411102 411104
遵义县 520302 520303 520304 | 宜宾县 511502 511504 | 达县 511702 511703 | 永年县 130408 130403
曲江县 440205 440203 440204 440224 | 水城县 520204 520201 | 澄海市 440515 440507 | 宝鸡县 610302
上饶地区 361100 | 丽江地区 530700 | 银川郊区 640104 640105 640106 | 石家庄郊区 130102 130104
衡阳城南区 430406 430408 | 南宁城北区 450107 | 永新区 450105 450107 | 上海南市区 310101
海口新华区 460106 | 佛山城区 440604 | 长治县 140404 | Tibet 540000
Kashgar 653100 | Hotan 653200 | Nagqu 540600 | Ulanqab 150900 | Hailar 150702 | Payzawat 653129
gashi 653129 | jiashi_xian 653129 | Tumxuk 659003 | Urumqi_County 650121 | lveyang 610727
燕郊 131082 | 长春净月高新区 220100 | 农六师五家渠 659004 | 第一师阿拉尔市 659002 | 燕郊镇 131082
三师图木舒克 659003 | taoyuan_xian 430725
通什市 469001 | 宣化县 130705 130702 130703 | 合肥西市区 340104 340111
"""
# What is typed by mistake, and what is offered first, as a question.
GUESSED = """
广洲 440100 | 杭洲 330100 | 苏洲 320500 | 深训 440300 | 成督 510100 | 南经 320100 | 郑洲 410100
常洲 320400 | 夏门 350200 | 西按 610100 | 广洲市 440100 | gunagzhou 440100 | shenzen 440300
武汗 420100 | 长杀 430100 | 广东深训 440300
扬洲 321000 | 金化 330700 | 嘉新 330400 | 邯单 130400 | 卢州 510500 | 丽江试 530700 | 宜昌时 420500
九将 360400 | 盐成 320900 | 驻马典 411700 | 毕结 520500 | 宝几 610300 | 昆善 320583 | 义屋 330782
衡谁 131100 | 抚舜 210400 | 宿千 321300 | 三鸣 350400 | 娄低 431300 | 百塞 451000 | 酒全 620900
"""


def rows(table: str) -> list[tuple[str, list[str]]]:
    cells = (cell.split() for line in table.strip().splitlines() for cell in line.split("|"))
    return [(typed.replace("_", " "), codes) for typed, *codes in cells]


def codes_of(keys: tuple[int, ...]) -> list[str]:
    known = dict(Region.objects.filter(pk__in=keys).values_list("pk", "code"))
    return [known[key] for key in keys]


def meant(query: str) -> Meant:
    return places_meant(query, "shipped")


@pytest.mark.parametrize(("typed", "codes"), rows(SURE))
def test_what_is_typed_names_the_place(typed: str, codes: list[str]) -> None:
    found = meant(typed)
    assert codes_of(found.sure)[: len(codes)] == codes
    assert not found.guessed, "beside what is named nothing is guessed"


@pytest.mark.parametrize(("typed", "codes"), rows(GUESSED))
def test_what_is_mistyped_is_asked_about_and_not_taken(typed: str, codes: list[str]) -> None:
    found = meant(typed)
    assert not found.sure
    assert codes_of(found.guessed)[0] == codes[0]


@pytest.mark.parametrize(
    "typed",
    [
        "香港",
        "台湾",
        "澳门",
        "臺灣",
        "Hong Kong",
        "香港特别行政区",
        "台北",
        "高雄市",
        "新界",
        "Kowloon",
        "澎湖",
    ],
)
def test_places_with_another_scheme_are_no_places_here(typed: str) -> None:
    assert meant(typed) == Meant(has_another_scheme=True)


@pytest.mark.parametrize("typed", ["香港中路", "澳门路", "台湾大道", "香港花园", "台北路"])
def test_a_road_with_such_a_name_lies_elsewhere(typed: str) -> None:
    assert not meant(typed).has_another_scheme


def test_nobody_chooses_a_district_where_one_rule_holds_for_the_city() -> None:
    assert not fetch(f"{CHECK}?r=110000").select(".narrower")
    assert fetch(f"{CHECK}?r=320100").select(".narrower")


@pytest.mark.parametrize("typed", ["", "  ", "？！", "%", "🙂", "\u200b", "火星", "12345"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert meant(typed) == Meant()


@pytest.mark.parametrize("typed", ["朝阳", "鼓楼", "江北"])
def test_a_name_that_several_have_gives_each_of_them(typed: str) -> None:
    names = Region.objects.filter(pk__in=meant(typed).sure).values_list("name", flat=True)
    assert len(names) >= 2


def test_one_folding_makes_writings_alike() -> None:
    assert bare("「臺 州」，") == bare("台州") == "台州"
    assert folded("ＮÁnjīng") == "nanjing" and folded("Lüliang") == "lvliang"


@pytest.mark.parametrize("page", ["regions/", "check/"])
def test_both_searches_ask_whether_it_is_meant(page: str) -> None:
    shown = fetch(f"/zh-hans/{page}?q=广洲").select_one("[data-found=guessed]")
    assert shown and "没有完全相同的名字，是不是这些？" in shown.get_text()
    assert shown.select_one("li").get_text(strip=True).startswith("广东省广州市")  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["", "q=鼓楼", "q=广洲", "q=渝北", "r=440300&ask=r&q=南京"])
def test_no_place_is_chosen_for_anybody(query: str) -> None:
    page = fetch(f"{CHECK}?{query}")
    assert not page.select("main [checked], main [selected]")
    assert page.select("form[data-question=r] button[name][value]")


def test_an_area_is_led_to_the_place_above_with_one_sentence() -> None:
    for page in ("regions/", "check/"):
        (row,) = fetch(f"/zh-hans/{page}?q=苏州园区").select("[data-found=sure] li")
        assert "苏州园区没有单独的代码，先看苏州市的规定" in row.get_text()


def test_elsewhere_is_said_in_the_wizard_too() -> None:
    assert "那里不实行内地的职工医保" in fetch(f"{CHECK}?q=香港").get_text()


def test_each_area_lies_in_a_division_and_has_a_name_of_its_own() -> None:
    known = dict(Region.objects.values_list("code", "name"))
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for row in rows for name in {row["name"], *row["also"].split()}]
    assert {code for row in rows for code in row["within"].split()} <= {*known}
    assert len(names) == len(set(names)) and not {*names} & {*known.values()}
