//! Traditional characters read like their simplified forms, so that a list is written once: as far as the rules'
//! own words need them.

/// Traditional characters, in order of their code, and in the same order the simplified ones.
const TRADITIONAL: &str = "\
    丟並佈佔併來係個們偉側備傢傳傾價億儘優儲兌內兩冊別創劃動務勵匯協參員問啓啟單嘗噹嚐嚮嚴圍團執堅報場塊墰壇\
    壓壜壯夠學實審寫專尋對導峯崗師帶幫廢廣強彆彔彙後從復徵徹應戰戶捲掃換擊擬擴攝敎敗數斷於昇時晉暢暫曏會朮査\
    條棄業極構樂標檔檢檯歸沒減測準溝滙滾滿潛潰澱瀏為營爭爲牽獲現環產産畢異當發盡監盤確碼積穩穫競箇節範篩簡簽\
    籌籤糰約級紮細終組結絡統絲經綫維緊線締編緩練緻縮總績織繪繫繳繼續纍罈罎習聯職聽脩臺與舉舊萬蒐蓋蔘處號術衕\
    補裝製複覈規視覽觀訂計討訓訪設訴診註証評詞詢試詳認誤課調談請論諮講證識譯議護讀變讚豐負貫責費賦質賬購賽贊\
    蹤躍載輔輕輪輸轉辦迴週進運過達適遲遷選鈡銀銷鋪錄錯録錶鍵鍾鏈鐘長門閉開間閤閱閲闆關陞隊階隻離靈鞏韆響頁項\
    順預頒領頭頻題顧顯颱養驗體髮鬆麪麫麵點齊齣龍";
const SIMPLIFIED: &str = "\
    丢并布占并来系个们伟侧备家传倾价亿尽优储兑内两册别创划动务励汇协参员问启启单尝当尝向严围团执坚报场块坛坛\
    压坛壮够学实审写专寻对导峰岗师带帮废广强别录汇后从复征彻应战户卷扫换击拟扩摄教败数断于升时晋畅暂向会术查\
    条弃业极构乐标档检台归没减测准沟汇滚满潜溃淀浏为营争为牵获现环产产毕异当发尽监盘确码积稳获竞个节范筛简签\
    筹签团约级扎细终组结络统丝经线维紧线缔编缓练致缩总绩织绘系缴继续累坛坛习联职听修台与举旧万搜盖参处号术同\
    补装制复核规视览观订计讨训访设诉诊注证评词询试详认误课调谈请论咨讲证识译议护读变赞丰负贯责费赋质账购赛赞\
    踪跃载辅轻轮输转办回周进运过达适迟迁选钟银销铺录错录表键钟链钟长门闭开间合阅阅板关升队阶只离灵巩千响页项\
    顺预颁领头频题顾显台养验体发松面面面点齐出龙";

/// As many bytes as each of these characters takes.
const BYTES: usize = 3;

/// The simplified form of a character, or itself.
pub(super) fn simplified(c: char) -> char {
    let (mut low, mut high) = (0, TRADITIONAL.len() / BYTES);
    while low < high {
        let middle = low.midpoint(high);
        let at = |text: &str| text.get(middle * BYTES..).and_then(|rest| rest.chars().next()).unwrap_or(c);
        match at(TRADITIONAL).cmp(&c) {
            std::cmp::Ordering::Equal => return at(SIMPLIFIED),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_rows_are_of_one_length_and_in_order() {
        assert!(
            TRADITIONAL.chars().all(|c| c.len_utf8() == BYTES)
                && SIMPLIFIED.chars().all(|c| c.len_utf8() == BYTES)
        );
        assert_eq!(TRADITIONAL.len(), SIMPLIFIED.len());
        assert!(TRADITIONAL.chars().zip(TRADITIONAL.chars().skip(1)).all(|(a, b)| a < b));
    }

    #[test]
    fn traditional_words_read_like_simplified_ones() {
        let read = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(read("優化開發測試"), "优化开发测试");
        assert_eq!(read("上线 launch"), "上线 launch");
    }
}
