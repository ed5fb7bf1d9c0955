"""What a reply states against its case is found at its very words; all else stays silent."""

import time

import pytest

from scoring.assess import Scorer
from scoring.casecheck import case_findings
from scoring.casefacts import MONEY, money_of, value_of
from scoring.reading import Reading
from scoring.records import Context, Utterance

FACTS = (
    "客户袁女士，融合套餐月费128元，身份已核验",
    "4月账单203.50元，其中套外流量费75.50元；押金300元",
    "4月9日14:20停机，4月10日9:05复机；3月21日（周六）在厅里签的协议",
    "4月用了36GB，停机19小时",
    "权限：单笔80元以内可当场退，超出报值班长",
)
CASE = Context(
    "hall", "investigating", FACTS, (Utterance("agent", "袁女士您好。"),), "上个月平白多出七十五块五，凭什么？"
)


def found(reply: str, label: str, context: Context = CASE) -> list[str]:
    return [finding.text or "" for finding in case_findings(Reading(reply, context)) if finding.label == label]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("您的月费是168元，我先给您念一遍。", "168元"),
        ("我看了，4月账单230.5元。", "230.5元"),
        ("套外流量费57.50元，是中旬产生的。", "57.50元"),
        ("套餐月费一百五十八元，这个没变。", "一百五十八元"),
        ("押金当时收了500元，单子在这儿。", "500元"),
        ("袁女士，账单一共两百六十块。", "两百六十块"),
        ("查到了，套外费95块5，套餐没动。", "95块5"),
        ("您4月的账单金额是1203元。", "1203元"),
        ("那笔押金800元还在账上。", "800元"),
        ("套外流量扣了45元，我给您看明细。", "45元"),
        ("系统显示月费218元。", "218元"),
        ("您4月用了63GB，超出的部分另算。", "63GB"),
        ("我查了，您停机59小时。", "59小时"),
    ],
)
def test_a_sum_or_quantity_the_facts_do_not_have_is_found(reply: str, words: str) -> None:
    assert found(reply, "wrong_amount") == [words]


@pytest.mark.parametrize(
    "reply",
    [
        "您的月费是128元，没有变过。",
        "账单二百零三块五，里头套外是75块5。",
        "套餐128元加套外75.5元，正好203.5元。",
        "三个月月费一共384元。",
        "账单两百块出头，我一笔一笔说。",
        "您是说账单230元？",
        "账单是260元吗？",
        "您说账单260元，我这边再核一下。",
        "“账单260元”，短信上这么写的。",
        "账单不是260元。",
        "账单大概210元左右。",
        "我给您退150元，行不行？",
        "如果套外扣了95元，就是另一种算法。",
        "我帮您改成158元的套餐。",
        "下个月月费会变成158元。",
        "邻居家的账单260元，跟您不是一回事。",
        "您4月用了36个G。",
        "停机十九小时，让您受累了。",
        "3天内我给您答复。",
        "这点钱一块一块挣来不容易。",
    ],
)
def test_sums_that_are_known_reckoned_asked_offered_or_rough_stay_silent(reply: str) -> None:
    assert found(reply, "wrong_amount") == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("您是4月12日停机的，当天没人通知您。", "4月12日"),
        ("记录写的4月16号停机。", "4月16号"),
        ("系统显示4月11日已经复机了。", "4月11日"),
        ("您3月26日签的协议，我看到了。", "3月26日"),
        ("协议是三月二十五号在厅里签的。", "三月二十五号"),
        ("4月19号停的机，我这儿有记录。", "4月19号"),
        ("5月9日停机那次，是我们没提醒。", "5月9日"),
        ("当天下午4点50停机。", "下午4点50"),
        ("停机时间是16:45。", "16:45"),
        ("第二天上午11点半复机了。", "上午11点半"),
        ("3月21日周五签的协议。", "3月21日周五"),
        ("协议签字是3月21日，星期天。", "3月21日，星期天"),
    ],
)
def test_a_day_or_time_the_facts_have_otherwise_is_found(reply: str, words: str) -> None:
    assert found(reply, "wrong_date") == [words]


@pytest.mark.parametrize(
    "reply",
    [
        "您是4月9日停机的，第二天复机。",
        "四月九号停的机，我看到了。",
        "4月9日下午2点20停机。",
        "差不多下午2点半复机前，我们没提醒您。",
        "4月20日前我给您打电话。",
        "4月18日下午3点半我给您回电。",
        "您是4月12日停机的吗？",
        "停机是不是4月12日？",
        "您说4月12日停机，我核一下。",
        "不是4月12日停机。",
        "“4月12日停机”，短信是这么写的。",
        "3月21日，周六，您来签的协议。",
        "大概4月11日停机的，我再查。",
        "下个月12日起恢复原价。",
        "明天上午10点半师傅上门。",
    ],
)
def test_days_that_are_known_promised_asked_or_denied_stay_silent(reply: str) -> None:
    assert found(reply, "wrong_date") == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("我现在就退您150元。", "150元"),
        ("这样，我赔您三百块，今天到账。", "三百块"),
        ("203.5元我马上全退。", "203.5元"),
        ("再送您一百块话费，别投诉了。", "一百块"),
        ("我给您减免128元。", "128元"),
        ("补您两百，不，补您260元。", "260元"),
        ("128元全给您免了。", "128元"),
        ("退给您203块5，您放心。", "203块5"),
        ("我当场返您100元。", "100元"),
        ("多的不说，赔您500元。", "500元"),
        ("我的权限只有60元。", "60元"),
        ("我这边最多只能退50元。", "50元"),
    ],
)
def test_a_grant_above_the_limit_and_another_limit_are_found(reply: str, words: str) -> None:
    assert found(reply, "wrong_limit") == [words]


@pytest.mark.parametrize(
    "reply",
    [
        "75.5元我现在就退给您。",
        "退您80元，现在就办。",
        "我的权限是80元。",
        "单笔80元以内我能定，超出的报值班长。",
        "203.5元我帮您申请退，值班长来批。",
        "128元要报值班长，我现在就提交。",
        "您要我赔500元？",
        "不能赔您500元。",
        "您说退203.5元，我记下了。",
        "已经退给您128元了，您查收。",
        "“赔您500元”，这话不是我说的。",
        "如果查实多收，退您203.5元。",
        "您每月交128元，我知道不容易。",
    ],
)
def test_grants_within_the_limit_and_requests_stay_silent(reply: str) -> None:
    assert found(reply, "wrong_limit") == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("王女士，您先坐。", "王女士"),
        ("您好，李女士，我帮您看。", "李女士"),
        ("您好张姐，这事我来办。", "张姐"),
        ("陈小姐您别急。", "陈小姐"),
        ("是我们没做好。刘女士，我这就查。", "刘女士"),
        ("赵大姐！您消消气。", "赵大姐"),
        ("黄阿姨：您慢慢说。", "黄阿姨"),
        ("好的，徐女士，我记下了。", "徐女士"),
        ("抱歉，孙女士，让您跑一趟。", "孙女士"),
        ("谢谢您的体谅，郑女士，我明天回您。", "郑女士"),
        ("罗女士请坐。", "罗女士"),
        ("對不起，馬女士，讓您久等了。", "馬女士"),
        ("王女士是吧？", "王女士"),
        ("您是李女士吗？", "李女士"),
        ("您是不是赵女士？", "赵女士"),
    ],
)
def test_a_surname_the_case_does_not_have_is_found(reply: str, words: str) -> None:
    assert found(reply, "wrong_name") == [words]


@pytest.mark.parametrize(
    "reply",
    [
        "袁女士，您先坐。",
        "袁姐您别急。",
        "女士，您先坐。",
        "阿姨您好。",
        "王师傅明天上门，出门前打给您。",
        "我们王经理马上到。",
        "我姓王，工号7702。",
        "“王女士”是上一位客户。",
        "这事归李老师管，我请她过来。",
        "大姐，您听我说。",
        "高兴的事慢慢来，先办正事。",
        "总之我给您盯着。",
        "您是袁女士吧？",
        "王师傅是我们的装维，明天上门。",
    ],
)
def test_the_right_name_and_other_people_stay_silent(reply: str) -> None:
    assert found(reply, "wrong_name") == []


@pytest.mark.parametrize(
    "facts", [(), ("8月账单86元",), ("来访居民7人，联名23户", "记录：葛师傅来电"), ("客户说记者同行，苗女士在场",)]
)
def test_nobody_is_misnamed_where_no_one_name_is_known(facts: tuple[str, ...]) -> None:
    assert found("王女士，您先坐。", "wrong_name", Context(facts=facts)) == []


@pytest.mark.parametrize(
    "fact",
    [
        "客户：郦先生，138****2468",
        "客户：虞美芬，58岁",
        "机主：项英；证件号后四位6409",
        "客户：欧阳荣，荣叔茶行，陈师傅的邻居",
    ],
)
def test_a_heading_names_the_customer_however_rare_the_name(fact: str) -> None:
    assert found("郝先生是吧？", "wrong_name", Context(facts=(fact,))) == ["郝先生"]
    assert found(f"{fact[3]}先生，您说。", "wrong_name", Context(facts=(fact,))) == []


def test_a_heading_without_a_name_names_nobody() -> None:
    assert found("郝先生是吧？", "wrong_name", Context(facts=("客户：本人来厅，证件已核对",))) == []


@pytest.mark.parametrize("text", ["多出的我姓罗", "我姓罗，叫我老罗就行"])
def test_a_name_the_customer_gave_counts(text: str) -> None:
    assert found("罗先生，我记下了。", "wrong_name", Context(facts=FACTS, customer=text)) == []


@pytest.mark.parametrize(
    ("fact", "reply", "words"),
    [
        ("权限：可当场改回29元，下月生效", "我退您100元。", []),
        ("厅经理权限为退460元并另补偿不超过300元（店员报经理批）", "我退您460元。", []),
        ("权限：热线可减免80元；136元全退须报专席", "我马上退您136元。", ["136元"]),
        ("可向店长申请补差券，最高100元，当天答复", "我补您200元。", ["200元"]),
        ("权限：可当场退 50元", "我退您60元。", ["60元"]),
    ],
)
def test_limits_are_read_as_facts_put_them(fact: str, reply: str, words: list[str]) -> None:
    assert found(reply, "wrong_limit", Context(facts=(fact,))) == words


def test_a_limit_of_nothing_is_said_as_one() -> None:
    (finding,) = case_findings(Reading("我补您50元话费。", Context(facts=("权限：可当场减免 0元",))))
    assert "没有可以给的额度" in finding.why


def test_why_gives_what_the_facts_say_as_they_say_it() -> None:
    (finding,) = case_findings(Reading("您 4 月的账单金额是1203元。", CASE))
    assert "“4月账单203.50元”" in finding.why
    assert (finding.start, finding.end, finding.text) == (11, 16, "1203元")


def test_without_facts_nothing_can_be_wrong() -> None:
    assert case_findings(Reading("王女士，账单是230元。", Context(customer="账单二百"))) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("两千八", 280_000), ("一百二十", 12_000), ("四百八", 48_000), ("1.2万", 1_200_000), ("三", 300)],
)
def test_numbers_are_read_as_people_say_them(text: str, value: int) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("49块6", 4960), ("29.9元9月", 2990), ("八十六块四", 8640), ("5元10GB", 500)]
)
def test_sums_are_read_with_their_tenths(text: str, value: int) -> None:
    match = MONEY.search(text.lower())
    assert match is not None
    assert money_of(match) == value


def test_case_findings_are_findings_and_neither_labels_nor_marks(scorer: Scorer) -> None:
    right, wrong = (scorer.assess(f"您的账单是{sum_}元。", CASE) for sum_ in ("203.5", "260.5"))
    assert [finding.label for finding in wrong.findings if finding.label == "wrong_amount"] == ["wrong_amount"]
    assert "wrong_amount" not in wrong.labels
    assert not any(finding.label == "wrong_amount" for finding in right.findings)


@pytest.mark.parametrize(
    ("reply", "is_false"),
    [
        ("法律不支持惩罚性赔偿，您别提了。", True),
        ("套餐也可以七天无理由退订的。", True),
        ("所有消费纠纷都是商家举证。", True),
        ("只要多扣费就必须赔精神损失费。", True),
        ("代言人一律要负连带责任。", True),
        ("我们按GB/T 19012-2008办的。", True),
        ("电信条例第41条写了，误差要退。", True),
        ("按2022年施行的电信条例办。", True),
        ("申诉办法要求十日内核查。", True),
        ("没经您同意开通的就要赔三倍。", True),
        ("治安法第四十二条，骚扰要拘留。", True),
        ("超过五个月平均的三倍才算巨额。", True),
        ("惩罚性赔偿要构成欺诈才有。", False),
        ("套餐不适用七天无理由。", False),
        ("不是所有消费纠纷都由商家举证。", False),
        ("精神损失这块我给您上报。", False),
        ("代言人知情的才连带。", False),
        ("我们参照GB/T 19012-2019。", False),
        ("电信条例33条，清单免费给您。", False),
        ("您说没经同意开通就要赔三倍，这要法务认定。", False),
        ("套餐也能七天无理由退，是这样吗？", False),
        ("网上说投诉会影响征信，没这回事。", False),
        ("“法律不支持惩罚性赔偿”这句话不对。", False),
        ("15日没有答复，您可以申诉。", False),
    ],
)
def test_false_statements_of_law_are_found_and_true_ones_are_not(scorer: Scorer, reply: str, is_false: bool) -> None:
    laws = [finding for finding in scorer.assess(reply, CASE).findings if finding.label == "false_law"]
    assert bool(laws) is is_false
    assert all(finding.why and finding.source and finding.rule.startswith("law/false_law/") for finding in laws)


def test_a_reply_of_nothing_but_figures_takes_no_long_time() -> None:
    reply = "".join(f"扣了{1000 + i}元，4月{i % 28 + 1}日停机，" for i in range(150))
    started = time.thread_time()
    case_findings(Reading(reply, Context(facts=FACTS * 40)))
    assert time.thread_time() - started < 1.0


def test_a_wrong_name_taken_back_at_once_is_none() -> None:
    case = Context(facts=("客户：鲍女士，28岁",))
    assert found("不忘。赵女士，哦不，鲍女士，您家在几楼？", "wrong_name", case) == []
    assert found("赵女士，您家在几楼？", "wrong_name", case) == ["赵女士"]


@pytest.mark.parametrize(("channel", "words"), [("hotline", []), ("hall", ["张女士"])])
def test_nobody_hears_on_the_telephone_how_a_surname_is_written(channel: str, words: list[str]) -> None:
    context = Context(channel, facts=("客户：章薇，尾号9172，本机来电",))
    assert found("张女士，我看一下您的用量。", "wrong_name", context) == words
    assert found("王女士，我看一下您的用量。", "wrong_name", context) == ["王女士"]
