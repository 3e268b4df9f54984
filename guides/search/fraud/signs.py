"""Signs of a fraud that mean little alone: several kinds of them together mean one.

Whoever writes in new words still has to ask for something, promise something or threaten. A sign
counts only where nothing around it warns, as with the words of frauds; who judges that passes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

KEPT = (
    "(?:密码|短信码|bankcard|验证码|校验码|银行卡号?|卡号|身份证(?:正反面|照片|号)"
    "|二维码截图|付款码|刷脸|人脸"
    "|六位数字?|smscode|otp|pincode|password|verificationcode)"
)
# By kind: what is to be kept to oneself, a way to reach or be led, money, a share, a threat.
SIGNS = {
    "secret": f"{KEPT}.{{0,12}}(?:发|拍|告诉|报|念|说|读|给|放|交|押|留)"
    "(?:给|在|过来|来)?(?:我|一下|过来)"
    "|共享.{0,6}屏幕|按提示操作|打开手机银行"
    f"|(?:填|提供|提交|回复|tell|send|give|verify|enter|confirm).{{0,30}}{KEPT}",
    "lead": "链接|网址|二维码|https?:|www\\.|[a-z0-9-]{1,40}\\.(?:vip|top|xyz|cc|cn)/"
    "|扫(?:描)?(?:下[面方]的?|此|这个)?码"
    "|点(?:我|这|此|开|击).{0,6}(?:领取|查看|认证|激活|更新|登录|办理)"
    "|留下.{0,6}(?:联系方式|电话|微信)|(?<![a-z])v[:+]\\w",
    "money": "[提取套变折]现|提款|余额.{0,8}(?:取|提|返)|返还|补贴|补助|待领取|未领|转钱"
    "|卖掉|弄出来|退回|给(?:你|您)[一二两三四五六七八九\\d]{1,4}[百千块元]|报销款|退款|清退",
    "share": "抽.{0,2}成|提成|抽成|对半|五五|三七分|[一二三四五六七八九]成|一百给|先付|先款"
    "|(?:辛苦|跑腿|好处|打点)费|费用\\d",
    "threat": "停用|冻结|异常|违规|作废|过期|逾期|失效|涉嫌|今[天日晚]|仅限|清空"
    "|suspended|frozen|locked|blocked",
}
KINDS = {kind: re.compile(words) for kind, words in SIGNS.items()}
TOGETHER = (
    {"secret", "money"},
    {"secret", "threat"},
    {"money", "share"},
    {"lead", "money", "threat"},
    {"lead", "money", "share"},
)


def are_shown(text: str, is_meant: Callable[[re.Pattern[str], str], bool]) -> bool:
    """Whether a text shows signs of kinds that only a fraud shows together."""
    shown = {kind for kind, words in KINDS.items() if is_meant(words, text)}
    return any(kinds <= shown for kinds in TOGETHER)
